import { relative, resolve } from "node:path";
import { writeAtomic } from "../host/files.ts";
import { say } from "../host/say.ts";
import type { RunSummary } from "../model/run-summary.ts";
import { failureAnnotations } from "../report/annotations.ts";
import { matrixMarkdown } from "../report/matrix-markdown.ts";
import { runJson, runLines } from "../report/run.ts";
import { junitSubscriber } from "../report/run-junit.ts";
import { type Audience, type Subscriber, toAudience } from "../report/subscriber.ts";
import { tellCi } from "./ci.ts";
import { print } from "./output.ts";

/** Where what a run comes to is written, besides standard output. */
export interface Outlets {
  readonly json: boolean;
  readonly junit: string | undefined;
  readonly markdown: string | undefined;
}

const atEnd = (name: string, tell: (summary: RunSummary) => void): Subscriber => ({ name, end: (summary) => summary && tell(summary) });

/** All that hears a run: files that were asked for, the page of a CI service, and standard output last. */
export const openOutlets = ({ json, junit, markdown }: Outlets): Audience => {
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
