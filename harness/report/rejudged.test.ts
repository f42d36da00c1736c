import { describe, expect, test } from "vitest";
import type { Verdict } from "../model/words.ts";
import { rejudgedLines } from "./rejudged.ts";

const run = "20260101T120000000Z-aaaa";
const cell = "a/x,c/cc.wasip1,w@1/nil:host-x86_64";
const pass: Verdict = { is: "pass" };

describe("verdicts that are others today", () => {
  test.each<[Verdict, string]>([
    [pass, "pass"],
    [{ is: "fail", cause: "stdout", detail: "8 bytes that are not the expected ones" }, "fail by stdout: 8 bytes that are not the expected ones"],
    [{ is: "unsupported", capability: "links", proof: "missing import: path_link" }, "unsupported links: missing import: path_link"],
    [{ is: "broken", stage: "launch", detail: "the supervisor vanished" }, "broken launch: the supervisor vanished"],
  ])("are told in words: %j", (verdict, words) => {
    expect(rejudgedLines(run, 2, [{ cell, told: pass, now: verdict }])).toEqual([
      cell,
      "  then  pass",
      `  today ${words}`,
      `run ${run}: 2 cells judged again, 1 verdict changed`,
    ]);
    expect(rejudgedLines(run, 2, [{ cell, told: verdict, now: pass }])[1]).toBe(`  then  ${words}`);
  });

  test("are none where the judge says what it said", () => {
    expect(rejudgedLines(run, 1, [])).toEqual([`run ${run}: 1 cell judged again, 0 verdicts changed`]);
  });

  test("say nothing of a guest as it is: a line stays a line, and a terminal is sent no commands", () => {
    const hostile: Verdict = { is: "fail", cause: "trap", detail: "two\nlines \u001b[2J\u009b31m \u202e" };
    const lines = rejudgedLines(run, 1, [{ cell, told: pass, now: hostile }]);
    expect(lines).toHaveLength(4);
    expect(lines.join("")).not.toMatch(/[\u001b\u009b\u202e]/);
  });
});
