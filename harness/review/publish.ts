import { existsSync } from "node:fs";
import { relative } from "node:path";
import { withoutMeasured } from "../host/schemas.ts";
import { countChanged } from "../judge/count-changed.ts";
import { type Merged, mergeRecords } from "../judge/merge.ts";
import { toRecords } from "../judge/publish.ts";
import type { Catalog } from "../model/catalog.ts";
import type { ReleaseRecord } from "../model/record.ts";
import { readPublished } from "../record/published.ts";
import { checkRecordText, publishedPath, toRecordText, writeRecords } from "../record/releases.ts";
import type { PublishedFile } from "../report/publish.ts";
import { caseLine } from "../run/contract.ts";
import { readRun } from "./read-run.ts";

const contractsOf = ({ workloads }: Catalog): Map<string, string> => {
  const lines = [...workloads.values()].flatMap(({ manifest, cases, folder }) => cases.map((entry) => caseLine(manifest.id, entry, folder)));
  return new Map(lines.map((line) => [line.case, line.contract]));
};

const describe = (root: string, path: string, before: ReleaseRecord | undefined, { record, kept, dropped }: Merged, bytes: number): PublishedFile => ({
  path: relative(root, path),
  lane: record.header.lane,
  cells: record.cells.length,
  passed: record.cells.filter((cell) => cell.state === "judged" && cell.verdict.is === "pass").length,
  changed: before && countChanged(before, record, (cell) => withoutMeasured("record", cell)),
  kept,
  dropped,
  bytes,
});

/** A run as it was, or would be, published. */
export interface PublishedRun {
  readonly run: string;
  readonly written: boolean;
  readonly files: readonly PublishedFile[];
}

/**
 * Splits a finished run by lane into results/releases/, each file laid over what was published of that lane and machine
 * before; with `dryRun` nothing is written. Everything is checked before the first file is written: a run that cannot be
 * published is a GatehouseError.
 */
export const publish = async (root: string, said: string | undefined, dryRun: boolean): Promise<PublishedRun> => {
  const { record, catalog } = await readRun(root, said);
  const records = toRecords(record, catalog.targets);
  const known = { contracts: contractsOf(catalog), engines: new Map(record.lanes.map(({ id, digest }) => [id, digest])) };
  const texts = new Map<string, string>();
  const files = records.map((own) => {
    const path = publishedPath(root, own.header);
    const before = existsSync(path) ? readPublished(path).record : undefined;
    const merged = mergeRecords(before, own, known);
    const text = toRecordText(merged.record);
    checkRecordText(text);
    texts.set(path, text);
    return describe(root, path, before, merged, Buffer.byteLength(text));
  });
  if (!dryRun) writeRecords(texts);
  return { run: record.header.run, written: !dryRun, files };
};
