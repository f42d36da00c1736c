import { expect, test } from "vitest";
import { type Known, knownFailure, type Standing } from "../model/expectation.ts";
import { parseCell } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";
import { toReported } from "./reported.ts";
import { standing } from "./standing.ts";

const report = "https://github.com/o/r/issues/7";
const entry = { cells: "x/a,*,w@*", cause: "stdout", releases: "<2", mended: "2.0.0", reason: "a reason that is long enough", report } as const;
const known: readonly Known[] = [knownFailure(entry)];

const cell = (version: string, passes: boolean, toolchain = "cc") => {
  const text = `x/a,c/${toolchain}.wasip1,w@${version}/nil:host-x86_64`;
  const id = parseCell(text);
  const state: CellState = { is: "judged", verdict: passes ? { is: "pass" } : { is: "fail", cause: "stdout", detail: "d" } };
  return { id, standing: standing({ text, id, state }, known, "2026-11-21") };
};

const versions = ["1.0.0", "2.0.0"];
const fold = (cells: readonly { readonly id: ReturnType<typeof parseCell>; readonly standing: Standing }[]) =>
  toReported(cells, versions.length, ({ id }) => versions.indexOf(id.lane.version));

test.each([
  ["as reported", [cell("1.0.0", false), cell("2.0.0", true)], ["fails", "passes"]],
  ["a release that must fail and passes", [cell("1.0.0", true)], ["spared", null]],
  ["a failure that is back", [cell("2.0.0", false)], [null, "returned"]],
  [
    "the route that is not as reported counts",
    [cell("1.0.0", false), cell("1.0.0", true, "b"), cell("2.0.0", true), cell("2.0.0", false, "b")],
    ["spared", "returned"],
  ],
])("a row over releases: %s", (_, cells, squares) => {
  expect(fold(cells)).toEqual([{ link: report, case: "x/a", releases: "<2", mended: "2.0.0", squares }]);
});

test("what no report tells has no row", () => {
  const { report: link, mended: _, ...rest } = entry;
  const plain = knownFailure({ ...rest, link, until: "2099-01-01" });
  expect(fold([{ ...cell("1.0.0", false), standing: { is: "known-failure", known: plain } }])).toEqual([]);
  expect(fold([{ ...cell("1.0.0", false), standing: { is: "expected" } }])).toEqual([]);
});

test("a must-fail release that passes is red, and a failure after the mending tells the report", () => {
  expect(cell("1.0.0", true).standing).toMatchObject({ is: "unexpected-pass", because: expect.stringContaining(`must fail in <2, by ${report}`) });
  expect(cell("1.0.0", false).standing).toMatchObject({ is: "known-failure", known: { until: "9999-12-31", mended: "2.0.0" } });
  expect(cell("2.0.0", false).standing).toMatchObject({ is: "unexpected-fail", reported: { link: report } });
  expect(cell("2.0.0", true).standing).toMatchObject({ is: "expected", reported: { mended: "2.0.0" } });
});
