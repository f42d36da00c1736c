import { expect, test } from "vitest";
import { foldCoverage } from "../model/coverage.ts";
import type { CoverageRow } from "../model/generated/coverage.ts";
import { coverageLines, coverageMarkdown, coverageSentence } from "./coverage.ts";
import { styleOf } from "./style.ts";

const rows = ["a", "b", "c", "d"].map(
  (workload): CoverageRow => ({
    kind: "row",
    target: "wasip1",
    workload,
    language: workload === "a" ? "c" : "rust",

    calls: { fd_read: ["badf", "success"] },
  }),
);
const coverage = foldCoverage({ wasip1: ["fd_read", "fd_tell"], wasip2: ["wasi:io/poll#poll"] }, [
  ...rows,
  { kind: "row", target: "wasip2", workload: "a", language: "c", calls: { "wasi:io/poll#poll": ["trap"] } },
]);

test("a sentence tells what of a target is covered", () => {
  expect(coverage.map((own) => coverageSentence(own.target, own))).toEqual([
    "wasip1: 1 of 2 functions are called (50 %), 1 with success; 2 pairs of function and result.",
    "wasip2: 1 of 1 functions are called (100 %), 0 with success; 1 pairs of function and result.",
  ]);
});

test("a terminal shows functions with their results, then what is missing", () => {
  expect(coverageLines(coverage, styleOf(true)).slice(1)).toEqual([
    "  fd_read  badf success  a, b, c and 1 more",
    "  not called  fd_tell",
    expect.stringContaining("wasip2: "),
    "  wasi:io/poll#poll  trap  a",
  ]);
});

test("the page has a table for each target, and names what is missing", () => {
  const page = coverageMarkdown(coverage, { wasip1: "preview 1" }, ["node@1.2.3"]);
  expect(page).toContain("## preview 1\n\npreview 1: 1 of 2 functions");
  expect(page).toContain("Not called:\n\n- `fd_tell`\n");
  expect(page).toContain("Every function is called.");
  expect(page).toContain("| fd&#95;read | badf | a, b, c, d | c, rust |\n|  | success |");
  expect(page.endsWith("|\n")).toBe(true);
  expect(page).not.toContain("\n\n\n");
});
