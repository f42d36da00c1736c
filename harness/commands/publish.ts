import { existsSync } from "node:fs";
import { relative } from "node:path";
import { loadCatalog } from "../catalog/load.ts";
import { withoutMeasured } from "../host/schemas.ts";
import { type Merged, mergeRecords } from "../judge/merge.ts";
import { toRecords } from "../judge/publish.ts";
import { exitCodes } from "../model/errors.ts";
import { buildOf, caseOf, type RecordedCell, type ReleaseRecord, ranArtifact } from "../model/record.ts";
import { readPublished } from "../record/published.ts";
import { publishedPath, toRecordText, writeRecords } from "../record/releases.ts";
import { type PublishedFile, publishLines } from "../report/publish.ts";
import { caseLine } from "../run/contract.ts";
import { loadRun } from "./matrix.ts";
import { print, printJson, resultStyle } from "./output.ts";

// Cells that are not as before, or are new: what differs besides figures and where a cell is from. Their artifacts and contracts count.
const countChanged = (before: ReleaseRecord, now: ReleaseRecord): number => {
  const facts = ({ cells, cases, artifacts }: ReleaseRecord): Map<string, string> => {
    const [contracts, built] = [new Map(cases.map((line) => [line.case, line])), new Map(artifacts.map((line) => [line.build, line]))];
    const own = (cell: RecordedCell): unknown => [
      { ...withoutMeasured("record", cell), from: undefined },
      contracts.get(caseOf(cell.cell)),
      ranArtifact(cell) && built.get(buildOf(cell.cell)),
    ];
    return new Map(cells.map((cell) => [cell.cell, JSON.stringify(own(cell))]));
  };
  const known = facts(before);
  return [...facts(now)].filter(([cell, text]) => known.get(cell) !== text).length;
};

const contractsOf = async (root: string): Promise<Map<string, string>> => {
  const { workloads } = await loadCatalog(root);
  const lines = [...workloads.values()].flatMap(({ manifest, cases, folder }) => cases.map((entry) => caseLine(manifest.id, entry, folder)));
  return new Map(lines.map((line) => [line.case, line.contract]));
};

const describe = (root: string, path: string, before: ReleaseRecord | undefined, { record, kept, dropped }: Merged, bytes: number): PublishedFile => ({
  path: relative(root, path),
  lane: record.header.lane,
  cells: record.cells.length,
  passed: record.cells.filter((cell) => cell.state === "judged" && cell.verdict.is === "pass").length,
  changed: before && countChanged(before, record),
  kept,
  dropped,
  bytes,
});

/**
 * `gatehouse publish`: splits a finished run by lane into results/releases/, each file laid over what was published of that
 * lane and machine before. Everything is checked before the first file is written. Exit code 0, or 2 for a run that
 * cannot be published.
 */
export const publishCommand = async (
  root: string,
  said: string | undefined,
  options: { readonly dryRun: boolean; readonly json: boolean },
): Promise<number> => {
  const { record } = await loadRun(root, said);
  const records = toRecords(record);
  const known = { contracts: await contractsOf(root), engines: new Map(record.lanes.map(({ id, digest }) => [id, digest])) };
  const texts = new Map<string, string>();
  const files = records.map((own) => {
    const path = publishedPath(root, own.header);
    const before = existsSync(path) ? readPublished(path).record : undefined;
    const merged = mergeRecords(before, own, known);
    const text = toRecordText(merged.record);
    texts.set(path, text);
    return describe(root, path, before, merged, Buffer.byteLength(text));
  });
  if (!options.dryRun) writeRecords(texts);
  if (options.json) printJson({ run: record.header.run, written: !options.dryRun, files });
  else print(publishLines(record.header.run, files, !options.dryRun, resultStyle()));
  return exitCodes.ok;
};
