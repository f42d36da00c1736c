import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type CoverageRecord, coverageFile, coveragePage, readCoverage, writeCoverage } from "./coverage.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-coverage-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const record: CoverageRecord = {
  header: { kind: "header", format: 1, lanes: ["node-wasi@24.0.0/nil:host-x86_64"], functions: { wasip1: ["fd_read"] } },
  rows: ["files", "links"].map((workload) => ({
    ...{ kind: "row", target: "wasip1", workload, language: "c", calls: { fd_read: ["badf", "success"] } },
  })),
};
const ownFolder = (): string => mkdtempSync(join(scratch, "folder-"));

test("what was written is read, with its page beside it", () => {
  const root = ownFolder();
  expect(readCoverage(root)).toBeUndefined();
  expect(writeCoverage(root, record, "# Page\n")).toEqual([coverageFile(root), coveragePage(root)]);
  expect(readCoverage(root)).toEqual(record);
  expect(readFileSync(coveragePage(root), "utf8")).toBe("# Page\n");
});

const linesOf = (root: string): string[] => readFileSync(coverageFile(root), "utf8").trimEnd().split("\n");

test.each<[string, (lines: readonly string[]) => readonly string[], string]>([
  ["an edited line", (lines) => lines.map((line) => line.replace('"badf"', '"inval"')), "coverage/chain"],
  ["a dropped row", (lines) => lines.filter((_, index) => index !== 1), "coverage/chain"],
  ["a cut-off end", (lines) => lines.slice(0, -1), "coverage/footer"],
  ["no line", () => [], "coverage/header"],
])("%s is refused", (_, change, code) => {
  const root = ownFolder();
  writeCoverage(root, record, "");
  const lines = change(linesOf(root));
  writeFileSync(coverageFile(root), lines.map((line) => `${line}\n`).join(""));
  expect(() => readCoverage(root)).toThrow(expect.objectContaining({ code }));
});

test("rows that do not fit the schema are never written", () => {
  const root = ownFolder();
  const [row] = record.rows;
  expect(() => writeCoverage(root, { ...record, rows: [{ ...row, kind: "other" } as never] }, "")).toThrow(/not as the schema says/);
  expect(readCoverage(root)).toBeUndefined();
});
