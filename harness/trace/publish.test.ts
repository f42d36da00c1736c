import { expect, test } from "vitest";
import type { CoverageRecord } from "../record/coverage.ts";
import { ownFolder } from "../review/project.fixture.ts";
import { checkCoverage, goneCoverage, publishCoverage } from "./publish.ts";

const row = (workload: string, ...results: string[]): CoverageRecord["rows"][number] => ({
  ...{ kind: "row", target: "wasip1", workload, language: "c", calls: { fd_read: results } },
});
const record = (...rows: CoverageRecord["rows"]): CoverageRecord => ({
  header: { kind: "header", format: 1, lanes: ["node-wasi@24.0.0/nil:host-x86_64"], functions: { wasip1: ["fd_read"] } },
  rows,
});
const catalog = { targets: new Map() };

test("a pair stands while any port is there that showed it", () => {
  const own = record(row("files", "badf", "success"), row("links", "success"));
  const gone = (...workloads: string[]): string[] => goneCoverage(own, new Set(workloads.map((workload) => `wasip1 ${workload} c`)));
  expect([gone("files", "links"), gone("files"), gone("links"), gone()]).toEqual([
    ...[[], [], ["wasip1 fd_read badf"]],
    ["wasip1 fd_read badf", "wasip1 fd_read success"],
  ]);
});

test("a part that is measured again is held against its own part of the record", () => {
  const root = ownFolder();
  expect(() => checkCoverage(root, record())).toThrow("no coverage is published");
  publishCoverage(root, catalog, record(row("files", "again", "badf"), row("links", "success")), false);
  expect(checkCoverage(root, record(row("links", "success")))).toEqual({ paths: [], lost: [] });
  expect(checkCoverage(root, record(row("files", "badf")))).toEqual({ paths: [], lost: [] });
  expect(checkCoverage(root, record(row("files", "success"))).lost).toEqual(["wasip1 fd_read badf"]);
  expect(checkCoverage(root, record(row("files"), row("links"))).lost).toEqual(["wasip1 fd_read badf", "wasip1 fd_read success"]);
});

test("more is published at once, less only where it may be less", () => {
  const root = ownFolder();
  const paths = ["results/coverage/calls.ndjson", "results/coverage/README.md"];
  const [more, less] = [record(row("files", "badf", "success")), record(row("files", "success"))];
  expect(publishCoverage(root, catalog, less, false)).toEqual({ paths, lost: [] });
  expect(publishCoverage(root, catalog, more, false)).toEqual({ paths, lost: [] });
  expect(publishCoverage(root, catalog, less, false)).toEqual({ paths: [], lost: ["wasip1 fd_read badf"] });
  expect(publishCoverage(root, catalog, less, true)).toEqual({ paths, lost: ["wasip1 fd_read badf"] });
});
