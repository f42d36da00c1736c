import { relative, resolve } from "node:path";
import { machineFault } from "../host/faults.ts";
import { checkWritable, writeAtomic } from "../host/files.ts";
import { say } from "../host/say.ts";
import { GatehouseError } from "../model/errors.ts";
import type { RunSummary } from "../model/run-summary.ts";
import { failureAnnotations } from "../report/annotations.ts";
import { matrixMarkdown } from "../report/matrix-markdown.ts";
import { runJson, runLines } from "../report/run.ts";
import { junitSubscriber } from "../report/run-junit.ts";
import { type Audience, type Subscriber, toAudience } from "../report/subscriber.ts";
import { tellCi } from "./ci.ts";
import { print } from "./output.ts";

/** Throws a GatehouseError where a file that the user wants written cannot be: it is told before the work whose result it is to hold. */
export const checkOutputs = (paths: readonly (string | undefined)[]): void => {
  for (const path of paths) {
    if (path === undefined) continue;
    try {
      checkWritable(resolve(path));
    } catch (error) {
      const why = machineFault(error)?.message ?? (error as Error).message;
      throw new GatehouseError("usage/output", `it cannot be written: ${why}`, { hint: "name a file in a folder that can be written", place: { file: path } });
    }
  }
};

/** Where what a run comes to is written, besides standard output. */
export interface Outlets {
  readonly json: boolean;
  readonly junit: string | undefined;
  readonly markdown: string | undefined;
}

const atEnd = (name: string, tell: (summary: RunSummary) => void): Subscriber => ({ name, end: (summary) => summary && tell(summary) });

/** All that hears a run: files that were asked for, the page of a CI service, and standard output last. */
export const openOutlets = ({ json, junit, markdown }: Outlets): Audience => {
  checkOutputs([junit, markdown]);
  const page = ({ matrix, failures }: RunSummary): string => matrixMarkdown(matrix, failures);
  return toAudience(
    [
      ...(junit === undefined ? [] : [junitSubscriber((xml) => writeAtomic(resolve(junit), xml))]),
      ...(markdown === undefined ? [] : [atEnd("Markdown", (summary) => writeAtomic(resolve(markdown), page(summary)))]),
      atEnd("the CI service's page", (summary) =>
        tellCi(
          () => failureAnnotations(summary.failures),
          () => page(summary),
        ),
      ),
      atEnd("standard output", (summary) =>
        print(json, runJson(summary), (style) => runLines(summary, relative(process.cwd(), summary.journal) || summary.journal, style)),
      ),
    ],
    say,
  );
};
