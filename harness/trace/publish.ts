import { relative } from "node:path";
import type { Catalog } from "../model/catalog.ts";
import { fallOf, foldCoverage } from "../model/coverage.ts";
import { type CoverageRecord, readCoverage, writeCoverage } from "../record/coverage.ts";
import { coverageMarkdown } from "../report/coverage.ts";

/** The page of a record. */
export const coveragePageOf = ({ targets }: Pick<Catalog, "targets">, { header, rows }: CoverageRecord): string =>
  coverageMarkdown(
    foldCoverage(header.functions, rows),
    Object.fromEntries([...targets].map(([id, { title }]) => [id, title])),
    header.lanes.map((lane) => lane.replace(/\/.*$/, "")),
  );

/** What publishing came to: files that were written, and what is no longer covered. */
export interface PublishedCoverage {
  readonly paths: readonly string[];
  readonly lost: readonly string[];
}

/** Publishes a record and its page. Where something is no longer covered nothing is written, unless coverage may be `lower`. */
export const publishCoverage = (root: string, catalog: Pick<Catalog, "targets">, record: CoverageRecord, lower: boolean): PublishedCoverage => {
  const before = readCoverage(root);
  const lost = before ? fallOf(foldCoverage(before.header.functions, before.rows), foldCoverage(record.header.functions, record.rows)) : [];
  const paths = lost.length > 0 && !lower ? [] : writeCoverage(root, record, coveragePageOf(catalog, record)).map((path) => relative(root, path));
  return { paths, lost };
};

/**
 * What today's tree no longer shows of a record: pairs that only ports, steps or contracts other than today's have shown. `today` has the
 * digest of each.
 */
export const staleCoverage = ({ header, rows }: CoverageRecord, today: ReadonlyMap<string, string>): string[] => {
  const stand = rows.filter(({ target, workload, language, sources }) => today.get(`${target} ${workload} ${language}`) === sources);
  return fallOf(foldCoverage(header.functions, rows), foldCoverage(header.functions, stand));
};
