import { relative } from "node:path";
import type { Catalog } from "../model/catalog.ts";
import { fallOf, foldCoverage, type TargetCoverage } from "../model/coverage.ts";
import { GatehouseError } from "../model/errors.ts";
import { type CoverageRecord, readCoverage, writeCoverage } from "../record/coverage.ts";
import { coverageMarkdown } from "../report/coverage.ts";
import { groupOf } from "./coverage.ts";

/** The page of a record. */
export const coveragePageOf = ({ targets }: Pick<Catalog, "targets">, { header, rows }: CoverageRecord): string =>
  coverageMarkdown(
    foldCoverage(header.functions, rows),
    Object.fromEntries([...targets].map(([id, { title }]) => [id, title])),
    header.lanes.map((lane) => lane.replace(/\/.*$/, "")),
  );

/** What holding a measurement against the record came to: files that were written, and what is no longer covered. */
export interface HeldCoverage {
  readonly paths: readonly string[];
  readonly lost: readonly string[];
}

const coverageOf = ({ header }: CoverageRecord, rows: CoverageRecord["rows"]): TargetCoverage[] => foldCoverage(header.functions, rows);

/** Publishes a record and its page. Where something is no longer covered nothing is written, unless coverage may be `lower`. */
export const publishCoverage = (root: string, catalog: Pick<Catalog, "targets">, record: CoverageRecord, lower: boolean): HeldCoverage => {
  const before = readCoverage(root);
  const lost = before ? fallOf(coverageOf(before, before.rows), coverageOf(record, record.rows)) : [];
  const paths = lost.length > 0 && !lower ? [] : writeCoverage(root, record, coveragePageOf(catalog, record)).map((path) => relative(root, path));
  return { paths, lost };
};

/** What the rows of the record show that were measured again, and the measurement does not. Throws a GatehouseError where there is no record. */
export const checkCoverage = (root: string, record: CoverageRecord): HeldCoverage => {
  const before = readCoverage(root);
  if (!before) throw new GatehouseError("coverage/none", "no coverage is published", { hint: "`gatehouse coverage --publish` does it" });
  const measured = new Set(record.rows.map(groupOf));
  const same = before.rows.filter((row) => measured.has(groupOf(row)));
  return { paths: [], lost: fallOf(coverageOf(before, same), coverageOf(record, record.rows)) };
};

/** What a record shows by ports alone that today's tree does not have. */
export const goneCoverage = (record: CoverageRecord, today: ReadonlySet<string>): string[] =>
  fallOf(
    coverageOf(record, record.rows),
    coverageOf(
      record,
      record.rows.filter((row) => today.has(groupOf(row))),
    ),
  );
