import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { loadExpectations } from "../catalog/expectations.js";
import { parseRelease } from "../engine/named-release.js";
import { timestamp } from "../host/clock.js";
import { foldRun } from "../judge/fold.js";
import { GatehouseError } from "../model/errors.js";
import { printRelease } from "../model/ids.js";
import { readPublished } from "../record/published.js";
import { readJournal } from "../record/read.js";
import { findJournal } from "../record/runs.js";
import { withoutTrust } from "./hearing.js";
// A run has many lanes; a gate is about one release of them.
const oneRelease = (cells, wanted, text) => {
    const releases = new Map(cells.map(({ id }) => [printRelease(id.lane), { runtime: id.lane.runtime, version: id.lane.version }]));
    const found = wanted === undefined && releases.size === 1 ? [...releases.values()][0] : releases.get(wanted ?? "");
    if (found)
        return found;
    throw new GatehouseError("gate/which-release", wanted ? `${text} has no cell of ${wanted}` : `${text} has ${releases.size} releases`, {
        hint: `name one: ${text.split(",")[0]},RELEASE; there are: ${[...releases.keys()].join(", ") || "none"}`,
    });
};
const readRun = async (text, root, catalog) => {
    const [run, wanted] = text.slice("run:".length).split(",");
    const journal = findJournal(root, run);
    const { header, lines } = readJournal(journal);
    const record = foldRun(header, lines, await loadExpectations(catalog), timestamp().slice(0, 10));
    if (record.reused > 0)
        throw new GatehouseError("gate/reused", `${record.reused} cells of run ${header.run} did not run: their rows are those of an earlier run`, {
            hint: "run again, without --reuse",
        });
    const cells = withoutTrust(record);
    const release = oneRelease(cells, wanted, text);
    return {
        kind: "recorded",
        name: `${printRelease(release)} of run ${header.run}`,
        release,
        cells: cells.filter(({ id }) => printRelease(id.lane) === printRelease(release)),
        toolchains: new Map(record.toolchains.map(({ id, digest }) => [id, digest])),
        harness: header.harness,
        journal,
        complete: record.complete,
        absent: record.unavailable,
    };
};
const readRecord = (text) => {
    const path = resolve(text.slice("record:".length));
    if (!existsSync(path))
        throw new GatehouseError("gate/record", `there is no record ${JSON.stringify(path)}`, { hint: "published records are below results/releases" });
    const published = readPublished(path);
    const { header } = published;
    const own = withoutTrust(published);
    const release = oneRelease(own, undefined, text);
    return {
        kind: "recorded",
        name: `${printRelease(release)} as published`,
        release,
        cells: own,
        toolchains: new Map(header.toolchains.map(({ id, digest }) => [id, digest])),
        harness: header.harness,
        journal: undefined,
        complete: true,
        absent: undefined,
    };
};
/** What a user names as candidate or baseline. Throws a GatehouseError where it is none. */
export const readSide = (text, root, catalog) => {
    if (text.startsWith("run:"))
        return readRun(text, root, catalog);
    return Promise.resolve(text.startsWith("record:") ? readRecord(text) : parseRelease(text, catalog));
};
