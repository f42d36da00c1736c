import { describe, expect, test } from "vitest";
import { printable } from "../model/text.ts";
import { styleOf } from "./style.ts";
import { notRunLines, suiteLines } from "./suite.ts";

const plain = styleOf(true);
const whole = { tests: { "p1/a": "own-p1-a", "p1/b": "own-p1-b" }, targets: { wasip1: 2 }, skipped: [], not: [] };
const folder = "/store/suites/0123";

describe("a suite's tests", () => {
  test("are told with the ids of their workloads, and where they were laid out", () => {
    expect(suiteLines({ ...whole, folder }, plain)).toEqual([`laid out in ${folder}`, "own-p1-a  p1/a", "own-p1-b  p1/b"]);
  });

  test("that are all run need no word", () => expect(notRunLines(whole, plain)).toEqual([]));

  test("that are not run have each its reason, and the count says how many are", () => {
    const not = [
      { test: "c", why: "a library, and no _start: there is nothing to run" },
      { test: "d", why: "a reactor" },
    ];
    expect(notRunLines({ ...whole, not, skipped: ["e", "f"] }, plain)).toEqual([
      "not run  c: a library, and no _start: there is nothing to run",
      "not run  d: a reactor",
      "skipped  by the suite's expectations: e, f",
      "2 of 6 tests are run",
    ]);
    expect(notRunLines({ ...whole, skipped: ["e"] }, plain).at(-1)).toBe("2 of 3 tests are run");
    expect(notRunLines({ ...whole, tests: {}, not }, plain).at(-1)).toBe("0 of 2 tests are run");
  });

  test("come last in a list, behind those that are run", () => {
    const lines = suiteLines({ ...whole, folder, not: [{ test: "c", why: "a reactor" }] }, plain);
    expect(lines.slice(-2)).toEqual(["not run  c: a reactor", "2 of 3 tests are run"]);
  });

  test("are coloured on a terminal alone, and what a suite calls them is harmless once it is printed", () => {
    const odd = { ...whole, not: [{ test: "\u001b[2Jgone", why: "a reactor" }] };
    expect(notRunLines(odd, styleOf(false))[0]).toContain("\u001b[31m");
    expect(printable(notRunLines(odd, plain)[0] ?? "")).not.toContain("\u001b");
  });
});
