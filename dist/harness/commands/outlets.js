import { relative, resolve } from "node:path";
import { writeAtomic } from "../host/files.js";
import { say } from "../host/say.js";
import { failureAnnotations } from "../report/annotations.js";
import { matrixMarkdown } from "../report/matrix-markdown.js";
import { runJson, runLines } from "../report/run.js";
import { junitSubscriber } from "../report/run-junit.js";
import { toAudience } from "../report/subscriber.js";
import { tellCi } from "./ci.js";
import { print } from "./output.js";
const atEnd = (name, tell) => ({ name, end: (summary) => summary && tell(summary) });
/** All that hears a run: files that were asked for, the page of a CI service, and standard output last. */
export const openOutlets = ({ json, junit, markdown }) => {
    const page = ({ matrix, failures }) => matrixMarkdown(matrix, failures);
    return toAudience([
        ...(junit === undefined ? [] : [junitSubscriber((xml) => writeAtomic(resolve(junit), xml))]),
        ...(markdown === undefined ? [] : [atEnd("Markdown", (summary) => writeAtomic(resolve(markdown), page(summary)))]),
        atEnd("the CI service's page", (summary) => tellCi(() => failureAnnotations(summary.failures), () => page(summary))),
        atEnd("standard output", (summary) => print(json, runJson(summary), (style) => runLines(summary, relative(process.cwd(), summary.journal) || summary.journal, style))),
    ], say);
};
