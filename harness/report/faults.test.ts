import { describe, expect, test } from "vitest";
import type { FaultLine } from "../model/generated/faults.ts";
import { faultLines, faultPage, faultSummary, percent } from "./faults.ts";
import { styleOf } from "./style.ts";

const plain = styleOf(true);
const header = { day: "2026-11-29", lane: "faulty@1/nil:host-x86_64", faults: 3, cells: 7 };
const footer = { seconds: 65 };
const finding = { case: "files/all", route: "c/zig-cc.wasip1", cause: "stdout", detail: "found \u001b[31m|a| where b is to be", blame: "runtime" };
const fault = (id: string, more: Partial<FaultLine> = {}): FaultLine => ({
  ...{ kind: "fault", id, on: "fd_tell", way: "wrong-value", about: "the position is 0", found: [finding], calls: 2, struck: 1 },
  ...more,
});
const lost = fault("fd-seek-half", { on: "fd_seek", way: "short-told-full", found: [], calls: 3, struck: 0 });
const answers = [fault("fd-tell-zero"), lost, fault("fd-tell-more", { found: [{ ...finding, blame: "nobody" }] })];

describe("lines", () => {
  test("few faults are told one by one, those that nobody finds with why", () => {
    expect(faultLines({ header, answers, footer }, plain)).toEqual([
      "found    fd-tell-zero  the position is 0",
      "  files/all,c/zig-cc.wasip1: stdout, blame runtime: found \\x1b[31m|a| where b is to be",
      "found    fd-tell-more  the position is 0",
      "  files/all,c/zig-cc.wasip1: stdout, blame nobody: found \\x1b[31m|a| where b is to be",
      "not found  fd-seek-half: the position is 0; 3 cells call the function, and none where the fault changes anything",
      "",
      "2 of 3 faults found (66 %) by 7 cells in 1 min 5 s",
      "1 finding without blame on the runtime",
    ]);
  });

  test("many are told by function and by kind", () => {
    const many = Array.from({ length: 41 }, (_, index) => fault(`fd-tell-${index}`));
    const lines = faultLines({ header, answers: [...many, lost], footer: undefined }, plain);
    expect(lines).toContain("fd_tell  41/41");
    expect(lines).toContain("fd_seek    0/1");
    expect(lines).toContain("short told full    0/1");
    expect(lines.at(-1)).toMatch("--resume");
  });
});

test("the summary counts each kind, and all", () => {
  expect(faultSummary({ header, answers })).toEqual([
    "| kind of fault | faults | found |",
    "| --- | ---: | ---: |",
    "| short told full | 1 | 0 |",
    "| wrong value | 2 | 2 |",
    "| all | 3 | 2 (66 %) |",
    "",
    "Measured on 2026-11-29 with 7 cells. [results/faults](results/faults/README.md) has each fault.",
  ]);
});

test("the page has what nobody finds first, then each function; what a guest said is no markup", () => {
  const page = faultPage({ header, answers, footer });
  expect(faultPage({ header, answers: answers.toReversed(), footer })).toBe(page);
  expect(page.match(/^## .*/gm)).toEqual(["## Not found", "## fd_seek", "## fd_tell"]);
  expect(page).toContain("| fd-seek-half | short told full | the position is 0 |");
  expect(page).toContain(
    "| wrong value | the position is 0 | files/all c/zig-cc.wasip1 | stdout | runtime | found &#92;x1b&#91;31m&#124;a&#124; where b is to be |",
  );
  expect(faultPage({ header, answers: [fault("a")], footer })).toContain("## Not found\n\nNone.\n");
});

test("percents are rounded down: 100 is all", () => {
  expect([percent(999, 1000), percent(1, 3), percent(0, 0), percent(4, 4)]).toEqual(["99 %", "33 %", "100 %", "100 %"]);
});

test("a record without a fault is whole, and one that was cut off says so", () => {
  const lines = faultLines({ header: { ...header, faults: 0 }, answers: [], footer }, plain);
  expect(lines).toEqual(["0 of 0 faults found (100 %) by 7 cells in 1 min 5 s"]);
  expect(faultLines({ header, answers: [], footer: undefined }, plain)).toEqual([
    "0 of 0 faults found (100 %) by 7 cells",
    "the search did not come to its end: --resume goes on with it",
  ]);
  expect(faultSummary({ header, answers: [] })).toContain("| all | 0 | 0 (100 %) |");
  expect(faultPage({ header, answers, footer: undefined })).toContain("7 cells that pass without a fault.\n");
});

test("a detail is cut, and names no folder of a machine", () => {
  const detail = `${"x".repeat(50)} in /home/somebody/project/file.c ${"y".repeat(200)}`;
  const [, line = ""] = faultLines({ header, answers: [fault("a", { found: [{ ...finding, detail }] })], footer }, plain);
  expect(line).toContain("in …/file.c yyy");
  expect(line).toMatch(/y…$/);
});

test.each([
  [1, "1 finding without blame on the runtime"],
  [2, "2 findings without blame on the runtime"],
])("%i findings that blame somebody else are counted", (count, told) => {
  const others = Array.from({ length: count }, (_, index) => fault(`f-${index}`, { found: [{ ...finding, blame: "undetermined" }] }));
  expect(faultLines({ header, answers: others, footer }, plain)).toContain(told);
});
