import { existsSync } from "node:fs";
import { join } from "node:path";
import { writeAtomic } from "../host/files.ts";
import type { CoverageHeader, CoverageLine, CoverageRow } from "../model/generated/coverage.ts";
import { faultIn, type LineForm, readLines, toText } from "./lines.ts";

const form: LineForm = {
  schema: "coverage",
  what: "the record of coverage",
  hint: "the file was cut off or changed: `gatehouse coverage --publish` makes it anew",
  missing: "`gatehouse coverage --publish` makes it",
  format: 1,
  renew: "`gatehouse coverage --publish` makes it anew",
  largest: 8 << 20,
};

/** Coverage as it is recorded. */
export interface CoverageRecord {
  readonly header: CoverageHeader;
  readonly rows: readonly CoverageRow[];
}

const folder = (root: string): string => join(root, "results/coverage");

/** Where the published coverage is, and its page. */
export const coverageFile = (root: string): string => join(folder(root), "calls.ndjson");
export const coveragePage = (root: string): string => join(folder(root), "README.md");

/** The published coverage; undefined where none is. Throws a GatehouseError where it was cut off or changed. */
export const readCoverage = (root: string): CoverageRecord | undefined => {
  const path = coverageFile(root);
  if (!existsSync(path)) return undefined;
  const lines: CoverageLine[] = [];
  readLines<CoverageLine>(form, path, (line) => lines.push(line));
  const [header] = lines;
  const rows = lines.filter((line) => line.kind === "row");
  const footer = lines.at(-1);
  if (header?.kind !== "header" || lines.filter(({ kind }) => kind === "header").length > 1)
    throw faultIn(form, "header", "there is not one header", { file: path, line: 1 });
  if (footer?.kind !== "footer" || footer.rows !== rows.length) throw faultIn(form, "footer", "rows are missing", { file: path, line: lines.length });
  return { header, rows };
};

/** Writes the record and its page; returns their paths. */
export const writeCoverage = (root: string, { header, rows }: CoverageRecord, page: string): string[] => {
  const lines: readonly CoverageLine[] = [header, ...rows, { kind: "footer", rows: rows.length }];
  const { text } = toText(form, lines);
  writeAtomic(coverageFile(root), text);
  writeAtomic(coveragePage(root), page);
  return [coverageFile(root), coveragePage(root)];
};
