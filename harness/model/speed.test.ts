import { expect, test } from "vitest";
import { type Comparison, type ReleaseComparison, type Speed, stepWords } from "./speed.ts";

const comparison = (is: Speed): Comparison => ({ is, estimate: undefined, threshold: 0.02, limitedBy: "policy" });
const step = (time: Speed, wall: Speed | undefined, fuel: Speed | undefined): ReleaseComparison => ({
  ...{ subject: "a/b,c/d.wasip1", baseline: "", candidate: "", by: "cpu", is: "same" },
  ...{ time: comparison(time), wall: wall && comparison(wall), fuel },
});

test("a step tells its time apart from its work: slower by the clock is slower, and more work is not", () => {
  expect(stepWords(step("faster", "same", "slower"))).toEqual({ time: "faster", work: "more" });
  expect(stepWords(step("same", "slower", "faster"))).toEqual({ time: "slower", work: "less" });
  expect(stepWords(step("unsure", "faster", "same"))).toEqual({ time: "unsure", work: "same" });
  expect(stepWords(step("slower", undefined, undefined))).toEqual({ time: "slower", work: "–" });
});
