import { expect, test } from "vitest";
import type { CoverageRecord } from "../record/coverage.ts";
import { ownFolder } from "../review/project.fixture.ts";
import { publishCoverage, staleCoverage } from "./publish.ts";

const row = (workload: string, sources: string, ...results: string[]): CoverageRecord["rows"][number] => ({
  ...{ kind: "row", target: "wasip1", workload, language: "c", sources: `sha256:${sources.repeat(64)}`, calls: { fd_read: results } },
});
const record = (...rows: CoverageRecord["rows"]): CoverageRecord => ({
  header: { kind: "header", format: 1, lanes: ["node-wasi@24.0.0/nil:host-x86_64"], functions: { wasip1: ["fd_read"] } },
  rows,
});
const catalog = { targets: new Map() };

test("a pair stands while any port that showed it is unchanged", () => {
  const own = record(row("files", "a", "badf", "success"), row("links", "b", "success"));
  const today = (files: string, links: string): Map<string, string> =>
    new Map([
      ["wasip1 files c", `sha256:${files.repeat(64)}`],
      ["wasip1 links c", `sha256:${links.repeat(64)}`],
    ]);
  expect(staleCoverage(own, today("a", "b"))).toEqual([]);
  expect(staleCoverage(own, today("a", "c"))).toEqual([]);
  expect(staleCoverage(own, today("c", "b"))).toEqual(["wasip1 fd_read badf"]);
  expect(staleCoverage(own, new Map())).toEqual(["wasip1 fd_read badf", "wasip1 fd_read success"]);
});

test("more is published at once, less only where it may be less", () => {
  const root = ownFolder();
  const paths = ["results/coverage/calls.ndjson", "results/coverage/README.md"];
  const [more, less] = [record(row("files", "a", "badf", "success")), record(row("files", "a", "success"))];
  expect(publishCoverage(root, catalog, less, false)).toEqual({ paths, lost: [] });
  expect(publishCoverage(root, catalog, more, false)).toEqual({ paths, lost: [] });
  expect(publishCoverage(root, catalog, less, false)).toEqual({ paths: [], lost: ["wasip1 fd_read badf"] });
  expect(publishCoverage(root, catalog, less, true)).toEqual({ paths, lost: ["wasip1 fd_read badf"] });
});
