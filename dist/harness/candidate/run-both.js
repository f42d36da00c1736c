import { carryOut } from "../engine/carry-out.js";
import { checkSomething } from "../engine/check-something.js";
import { timestamp } from "../host/clock.js";
import { foldRun } from "../judge/fold.js";
import { readJournal } from "../record/read.js";
import { findJournal } from "../record/runs.js";
import { withoutTrust } from "./hearing.js";
import { runSiblings } from "./siblings.js";
const readRecord = (work, run) => {
    const journal = findJournal(work.root, run);
    const { header, lines } = readJournal(journal);
    return { record: foldRun(header, lines, work.known, timestamp().slice(0, 10)), journal };
};
/** Runs cells, then the siblings of those that fail; returns the records of both runs. */
export const runBoth = async (work, selection, options, terms, fails) => {
    checkSomething(selection);
    const carry = { profile: options.profile, terms, jobs: options.jobs, repeat: 1, shuffle: undefined };
    const main = readRecord(work, await carryOut(work, selection, carry));
    const failing = withoutTrust(main.record).filter(fails);
    const ran = new Set(main.record.cells.map(({ text }) => text));
    const more = work.interrupted() ? undefined : await runSiblings(work, failing, ran, options.jobs);
    const siblings = more === undefined ? undefined : readRecord(work, more);
    return { main, siblings, journals: [main.journal, ...(siblings ? [siblings.journal] : [])] };
};
