import { expect, test } from "vitest";
import type { ReportRow } from "../model/reported.ts";
import { reportedLines } from "./reported.ts";
import { styleOf } from "./style.ts";

const rows: readonly ReportRow[] = [
  { link: "https://github.com/o/r/issues/7", case: "positions/append", releases: "<2", mended: "2.0.0", squares: ["fails", "passes", null] },
  { link: "https://github.com/o/r/pull/8", case: "links/loop", releases: ">=1", mended: null, squares: ["spared", "returned", "fails"] },
];
const columns = ["r@1.0.0", "r@2.0.0", "s@3.0.0"];

test("what must fail, where it is mended, and in capitals what is not as reported", () => {
  expect(reportedLines(rows, columns, styleOf(true)).join("\n")).toMatchInlineSnapshot(`
    "reported  case              must fail  mended  r@1.0.0  r@2.0.0  s@3.0.0
    o/r#7     positions/append  <2         2.0.0   fails    passes   -
    o/r#8     links/loop        >=1        no      PASSES   FAILS    fails"
  `);
});

test("without reports there is no table", () => {
  expect(reportedLines([], columns, styleOf(true))).toEqual([]);
});

test("colours change no text and no column", () => {
  const coloured = reportedLines(rows, columns, styleOf(false)).join("\n");
  expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(reportedLines(rows, columns, styleOf(true)).join("\n"));
});
