import { rmSync } from "node:fs";
import { join } from "node:path";
import { carryOut } from "../engine/carry-out.js";
import { select } from "../engine/select.js";
import { timestamp } from "../host/clock.js";
import { foldRun } from "../judge/fold.js";
import { groundsOf } from "../judge/grounds.js";
import { parseFilter } from "../plan/filter.js";
import { profiles } from "../plan/profile.js";
import { readBlob } from "../record/blobs.js";
import { readJournal } from "../record/read.js";
import { findJournal } from "../record/runs.js";
import { openScratch } from "../run/sandbox.js";
const shownBytes = 600;
const readSaid = (fact, journal) => readBlob(journal, fact)?.subarray(0, shownBytes).toString("utf8") ?? "";
/**
 * Provisions, builds and runs what filters select, in every lane of this machine: a run like any other, whose journal
 * goes to a folder that is removed, so that the newest run of the project stays the one that somebody asked for.
 */
export const attempt = async (work, profile, terms) => {
    const { session, progress, known } = work;
    // What is not current is no business of a contributor's.
    const selection = await select(session, { ...profiles[profile], history: false }, parseFilter(terms), progress);
    const root = openScratch(join(session.store, "tmp"));
    try {
        const run = await carryOut({ ...work, root }, selection, { profile, terms, jobs: undefined, repeat: 1, shuffle: undefined });
        const path = findJournal(root, run);
        const { header, lines } = readJournal(path);
        const record = foldRun(header, lines, known, timestamp().slice(0, 10));
        const said = record.cells.flatMap(({ text, observation, standing }) => observation && standing.is === "unexpected-fail"
            ? [[text, { stdout: readSaid(observation.stdout, path), stderr: readSaid(observation.stderr, path) }]]
            : []);
        return { record, grounds: groundsOf(record, session.catalog), selection, said: new Map(said) };
    }
    finally {
        rmSync(root, { recursive: true, force: true });
    }
};
