import type { Step } from "../../model/generated/workload.ts";

/** A step in a few words: `recv a, b`. */
export const describeStep = (step: Step): string => {
  const verb = [
    "run",
    "wait",
    "kill",
    "open",
    "write",
    "read",
    "sleep",
    "connect",
    "accept",
    "refused",
    "send",
    "recv",
    "rounds",
    "end",
    "shutdown",
    "reset-by",
    "reset",
    "request",
    "asked",
    "answered",
  ].find((name) => name in step) as string;
  const subject = (step as unknown as Record<string, string | number | readonly string[]>)[verb];
  const path = "request" in step || "asked" in step ? ` ${step.path ?? "/"}` : "";
  return `${verb} ${Array.isArray(subject) ? subject.join(", ") : subject}${path}`;
};
