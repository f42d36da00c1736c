import { cpSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { timestamp } from "../host/clock.js";
import { GatehouseError } from "../model/errors.js";
import { isComplete } from "../model/journal.js";
import { Journal } from "./journal.js";
import { readJournal } from "./read.js";
import { newRunId, runsFolder } from "./runs.js";
const refuse = (code, message, hint, file) => new GatehouseError(`merge/${code}`, message, { hint, ...(file === undefined ? {} : { place: { file } }) });
const sameRun = ({ profile, filters, harnessDigest, agenda }) => JSON.stringify([profile, filters, harnessDigest, agenda]);
const checkShards = (texts) => {
    const [first] = texts;
    if (!first || texts.length < 2)
        throw refuse("few", "one journal is nothing to merge", "name two runs or more");
    for (const text of texts) {
        if (sameRun(text.header) !== sameRun(first.header))
            throw refuse("unlike", `run ${text.header.run} answers another agenda than run ${first.header.run}`, "merge shards of one command on one checkout", text.path);
        if (!isComplete(text.lines))
            throw refuse("unfinished", `run ${text.header.run} did not come to its end`, "go on with it: `gatehouse run --resume`", text.path);
    }
    const shards = texts.map(({ header }) => header.shard);
    const counts = new Set(shards.map((shard) => shard?.split("/")[1]));
    const [count] = counts;
    const missing = Array.from({ length: Number(count ?? 0) }, (_, at) => `${at + 1}/${count}`).filter((shard) => !shards.includes(shard));
    if (counts.size !== 1 || count === undefined || new Set(shards).size !== shards.length)
        throw refuse("shards", `these are the shards ${shards.map((shard) => shard ?? "none").join(", ")}`, "run with --shard 1/N to N/N, and name each once");
    if (missing.length > 0)
        throw refuse("missing", `shard ${missing.join(", ")} is missing`, "run it, and name all shards");
};
// What several shards say of a case is one line; a worker's name is its own.
const collect = (texts, kind, nameOf) => {
    const found = new Map();
    for (const { lines, path } of texts) {
        for (const line of lines) {
            if (line.kind !== kind)
                continue;
            const name = nameOf(line);
            const known = found.get(name);
            if (known && (kind === "worker" || JSON.stringify(known) !== JSON.stringify(line)))
                throw refuse("differs", `two shards tell of ${kind} ${name}`, "merge shards of one command on one checkout", path);
            found.set(name, line);
        }
    }
    return [...found.values()];
};
const copied = new Set(["unavailable", "artifact", "row"]);
/**
 * Merges the journals of all shards of one agenda into one new run: the lines of each, one after the other, below one header and one
 * plan. Throws a GatehouseError where they are not all shards of one agenda, or one has not ended. Returns the run's name.
 */
export const mergeShards = (root, paths) => {
    const texts = paths.map((path) => readJournal(path));
    checkShards(texts);
    const { shard: _, ...first } = texts[0].header;
    const cells = [...new Set(texts.flatMap(({ lines }) => lines.flatMap((line) => (line.kind === "planned" ? line.cells : []))))];
    const header = { ...first, run: newRunId(), started: texts.map(({ header: own }) => own.started).sort()[0] ?? timestamp(), cells: cells.length };
    const workers = collect(texts, "worker", ({ id }) => id);
    const cases = collect(texts, "case", (line) => line.case);
    const folder = join(runsFolder(root), header.run);
    const journal = Journal.begin(join(folder, "journal.ndjson"), header, cells, [...workers, ...cases]);
    for (const { lines, path } of texts) {
        for (const line of lines)
            if (copied.has(line.kind))
                journal.append(line);
        const blobs = join(dirname(path), "blobs");
        if (existsSync(blobs))
            cpSync(blobs, join(folder, "blobs"), { recursive: true });
    }
    journal.close(false);
    return header.run;
};
