import { isAsExpected, toSummary } from "../judge/summary.js";
import { exitCodes } from "../model/errors.js";
import { replay } from "../report/subscriber.js";
import { narrowRun, readRun } from "../review/read-run.js";
import { openOutlets } from "./outlets.js";
// A report that could not be written is no success, whatever the run says.
const end = ({ record, grounds, path }, audience) => {
    const summary = toSummary(record, grounds, path);
    audience.end(summary);
    if (audience.broken().length > 0)
        return exitCodes.harness;
    return isAsExpected(summary) ? exitCodes.ok : exitCodes.unexpected;
};
/** Tells an audience that has heard a run what it comes to. The exit code: 1 where anything is not as expected, 3 where a report could not be written. */
export const endRun = async (root, run, audience, today) => end(await readRun(root, run, "verdicts", today), audience);
/** Shows a run that was carried out before, or the part of it that filters select; the exit code is the same. */
export const showRun = async (root, run, terms, outlets) => {
    const read = narrowRun(await readRun(root, run, outlets.junit === undefined ? "verdicts" : "all"), terms);
    const audience = openOutlets(outlets);
    replay(read.journal.lines, audience);
    return end(read, audience);
};
