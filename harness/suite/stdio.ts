import type { RunOperation, SuiteTest } from "../model/generated/suite-test.ts";

/** Why the operations of a test do not go with how its standard input and output are open; undefined where they do. */
export const whyNoStdio = ({ stdio: alone, stdin, operations = [] }: SuiteTest): string | undefined => {
  const stdio = alone ?? operations.find((operation): operation is RunOperation => operation.type === "run")?.stdio;
  const [opened, written] = (["open", "write"] as const).map((type) => operations.findIndex((operation) => operation.type === type)) as [number, number];
  if (stdio === "one-file") {
    const touched = written >= 0 || operations.some((operation) => operation.type === "read" && operation.id !== "stderr");
    if (touched) return "its standard input and output are one file, which operations neither write nor read";
  }
  if (opened >= 0 && stdio !== "unopened") return "its operations open a standard input that is open from the begin";
  if (operations.filter(({ type }) => type === "open").length > 1) return "its operations open standard input twice";
  if (stdio !== "unopened") return undefined;
  if (stdin !== undefined) return "its standard input is a pipe, and has no content";
  return written >= 0 && (opened < 0 || written < opened) ? "its operations write a standard input that nobody has opened" : undefined;
};
