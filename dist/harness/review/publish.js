import { existsSync } from "node:fs";
import { relative } from "node:path";
import { withoutMeasured } from "../host/schemas.js";
import { countChanged } from "../judge/count-changed.js";
import { mergeRecords } from "../judge/merge.js";
import { toRecords } from "../judge/publish.js";
import { readPublished } from "../record/published.js";
import { publishedPath, toRecordText, writeRecords } from "../record/releases.js";
import { caseLine } from "../run/contract.js";
import { readRun } from "./read-run.js";
const contractsOf = ({ workloads }) => {
    const lines = [...workloads.values()].flatMap(({ manifest, cases, folder }) => cases.map((entry) => caseLine(manifest.id, entry, folder)));
    return new Map(lines.map((line) => [line.case, line.contract]));
};
const describe = (root, path, before, { record, kept, dropped }, bytes) => ({
    path: relative(root, path),
    lane: record.header.lane,
    cells: record.cells.length,
    passed: record.cells.filter((cell) => cell.state === "judged" && cell.verdict.is === "pass").length,
    changed: before && countChanged(before, record, (cell) => withoutMeasured("record", cell)),
    kept,
    dropped,
    bytes,
});
/**
 * Splits a finished run by lane into results/releases/, each file laid over what was published of that lane and machine
 * before; with `dryRun` nothing is written. Everything is checked before the first file is written: a run that cannot be
 * published is a GatehouseError.
 */
export const publish = async (root, said, dryRun) => {
    const { record, catalog } = await readRun(root, said);
    const records = toRecords(record);
    const known = { contracts: contractsOf(catalog), engines: new Map(record.lanes.map(({ id, digest }) => [id, digest])) };
    const texts = new Map();
    const files = records.map((own) => {
        const path = publishedPath(root, own.header);
        const before = existsSync(path) ? readPublished(path).record : undefined;
        const merged = mergeRecords(before, own, known);
        const text = toRecordText(merged.record);
        texts.set(path, text);
        return describe(root, path, before, merged, Buffer.byteLength(text));
    });
    if (!dryRun)
        writeRecords(texts);
    return { run: record.header.run, written: !dryRun, files };
};
