import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { timestamp } from "../host/clock.js";
import { randomName } from "../host/digest.js";
import { GatehouseError } from "../model/errors.js";
import { readHeader, readJournal } from "./read.js";
/** Folder of all runs of a project. */
export const runsFolder = (root) => join(root, "results/runs");
/** A name for a new run: sorts by time, to the millisecond, for the newest is meant where none is named; two that start at once differ. */
export const newRunId = () => `${timestamp().replace(/[-:.]/g, "")}-${randomName().slice(0, 4)}`;
const journalOf = (root, run) => join(runsFolder(root), run, "journal.ndjson");
/** Names of the runs that are there, the newest last. */
export const listRuns = (root) => existsSync(runsFolder(root))
    ? readdirSync(runsFolder(root))
        .filter((name) => existsSync(journalOf(root, name)))
        .sort()
    : [];
/**
 * The journal that a user means: a run's name or the start of it, a path, or the newest run where nothing is said.
 * Throws a GatehouseError where there is none, or where the start fits several.
 */
export const findJournal = (root, said) => {
    const runs = listRuns(root);
    if (said === undefined) {
        const newest = runs.at(-1);
        if (newest === undefined)
            throw new GatehouseError("run/none", "there is no run yet", { hint: "start one: gatehouse run" });
        return journalOf(root, newest);
    }
    if (said.includes("/") && existsSync(said))
        return said;
    const fitting = runs.filter((name) => name.startsWith(said));
    if (fitting.length === 1)
        return journalOf(root, fitting[0]);
    const hint = `runs are: ${runs.slice(-5).join(", ") || "none yet"}`;
    throw new GatehouseError("run/unknown", fitting.length === 0 ? `there is no run ${JSON.stringify(said)}` : `${JSON.stringify(said)} fits ${fitting.length} runs`, { hint });
};
/** The newest run of the same profile, filters and shard, as its journal; undefined where there is none. */
export const findResumable = (root, profile, filters, shard) => {
    const run = listRuns(root).findLast((name) => {
        const header = readHeader(journalOf(root, name));
        return header?.profile === profile && header.shard === shard && header.filters.join("\n") === filters.join("\n");
    });
    return run === undefined ? undefined : readJournal(journalOf(root, run));
};
