import type { Asked, Request } from "../model/generated/workload.ts";

type Fail = (place: string, message: string, hint: string) => never;

const wholeAnswer = ["status", "response-headers", "response", "repeat", "chunked", "cut"] as const;

const lintAsked = (step: Asked, place: string, fail: Fail): void => {
  const idle = wholeAnswer.find((key) => step.raw && step[key] !== undefined);
  if (idle) fail(`${place}/${idle}`, `a raw answer has no ${idle}`, "write it into raw, or leave raw out");
  const unsaid = [...wholeAnswer, "raw", "body", "headers", "trailers", "times"].find((key) => step.broken && step[key as keyof Asked] !== undefined);
  if (unsaid) fail(`${place}/${unsaid}`, "a request that breaks off is not held against anything, and gets no answer", `remove ${unsaid}, or broken`);
  if (step.after && !step.raw) fail(`${place}/after`, "only what follows a raw answer can be said", "add raw, or remove after");
  if (step.repeat && (!step.response || step.cut !== undefined))
    fail(`${place}/repeat`, "only a whole response can be repeated", "add response, and remove cut");
};

const lintRequest = (step: Request, place: string, fail: Fail): void => {
  if (step.times && step.via) fail(`${place}/times`, `${step.via} is one connection, which takes one request at a time`, "remove via or times");
  if (step.free && (step.response || step.cut)) fail(`${place}/free`, "a body that may be any is held against nothing", "remove free, or response and cut");
  if (step.trailers && !step.chunked) fail(`${place}/trailers`, "trailers come only behind a body in chunks", "add chunked = true");
};

/** Checks that what an HTTP step says of a message goes together. */
export const lintHttp = (step: Asked | Request, place: string, fail: Fail): void => {
  if ("asked" in step) lintAsked(step, place, fail);
  else lintRequest(step, place, fail);
};
