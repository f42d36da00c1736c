import { describe, expect, test } from "vitest";
import type { Bisected, BisectedEntry } from "../model/generated/bisect.ts";
import { bisectLines } from "./bisect.ts";
import { styleOf } from "./style.ts";

const entries = (...answers: readonly (string | undefined)[]): BisectedEntry[] =>
  answers.map((is, index) => ({ version: `${index}.0`, ...(is === undefined ? {} : { answer: { is: is as "pass", why: `why ${index}\nmore` } }) }));

const told = (more: Partial<Bisected>): string =>
  bisectLines(
    { subject: "a/b,c/cc.wasip1", runtime: "engine", place: "/nil:host-x86_64", entries: [], turns: [], unasked: 0, complete: true, ...more },
    styleOf(true),
  ).join("\n");

describe("what a search found", () => {
  test("is told with each release, its neighbours, and what to look at", () => {
    const turn = { before: "0.0", after: "2.0", skipped: ["1.0"], sources: "https://sources.example/0...2", untraced: "no engine tells" };
    expect(told({ entries: entries("pass", "untestable", "fail", undefined), turns: [turn], unasked: 1 }).split("\n")).toEqual([
      "a/b,c/cc.wasip1 in engine/nil:host-x86_64",
      "  0.0  pass        why 0",
      "  1.0  untestable  why 1",
      "  2.0  fail        why 2",
      "  3.0  not asked",
      "",
      "engine 2.0 is the first bad release, or one of 1.0, which could not be tested: 0.0 passes, 2.0 fails",
      "sources: https://sources.example/0...2",
      "calls: not compared, no engine tells",
      "1 release was not asked; --all asks each",
    ]);
  });

  test.each<[string, string, string]>([
    ["fail", "pass", "engine 1.0 is the first good release: 0.0 fails, 1.0 passes"],
    ["pass", "unsupported", "engine 1.0 is the first release without it: 0.0 passes, 1.0 does not support it"],
    ["unsupported", "pass", "engine 1.0 is the first good release: 0.0 does not support it, 1.0 passes"],
  ])("from %s to %s is one sentence", (before, after, sentence) => {
    expect(told({ entries: entries(before, after), turns: [{ before: "0.0", after: "1.0", skipped: [] }] })).toContain(sentence);
  });

  test("may go back and forth, with the calls that part", () => {
    const trace = {
      cells: ["x", "y"] as [string, string],
      programs: { main: { same: 0, before: [], left: [{ call: "fd_write", errno: "success" }], right: [] } },
    };
    const turns = [
      { before: "0.0", after: "1.0", skipped: [], trace },
      { before: "1.0", after: "2.0", skipped: [] },
    ];
    const text = told({ entries: entries("pass", "fail", "pass"), turns });
    expect(text).toContain("- fd_write() = success");
    expect(text).toContain("the history goes back and forth: it turns 2 times");
  });

  test("may be nothing", () => {
    expect(told({ entries: entries("pass", "pass") })).toContain("every release that counts answers alike (pass)");
    expect(told({ entries: entries("untestable") })).toContain("no release of engine could be tested");
    expect(told({ entries: entries("pass", undefined), complete: false, unasked: 1 })).toContain("the search was interrupted");
  });
});
