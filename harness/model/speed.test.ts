import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Comparison, changedSteps, type ReleaseComparison, type Speed, stepWords } from "./speed.ts";

const comparison = (is: Speed, ratio?: number): Comparison => ({
  ...{ is, threshold: 0.02, limitedBy: "policy" },
  estimate: ratio === undefined ? undefined : { ratio, low: ratio - 0.01, high: ratio + 0.01, confidence: 0.95, rounds: 12 },
});
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

describe("steps of a series that are slower or faster", () => {
  const between = (subject: string, baseline: string, candidate: string, is: Speed, ratio?: number): ReleaseComparison => ({
    ...{ subject, is, by: "cpu", time: comparison(is, ratio), wall: undefined, fuel: "same" },
    ...{ baseline: `${subject},engine@${baseline}/nil:host-x86_64`, candidate: `${subject},engine@${candidate}/nil:host-x86_64` },
  });
  const [one, two, three] = ["a/one,c/d.wasip1", "a/two,c/d.wasip1", "a/three,c/d.wasip1"] as const;

  test("stand release by release, and of one those first that changed most, either way", () => {
    const steps = [
      between(one, "9.0.0", "10.0.0", "slower", 1.05),
      between(one, "8.0.0", "9.0.0", "slower", 1.03),
      between(two, "8.0.0", "9.0.0", "faster", 0.5),
      between(three, "8.0.0", "9.0.0", "slower", 1.2),
    ];
    expect(changedSteps(steps).map(({ subject, release, before }) => [subject, before, release])).toEqual([
      [two, "8.0.0", "engine@9.0.0"],
      [three, "8.0.0", "engine@9.0.0"],
      [one, "8.0.0", "engine@9.0.0"],
      [one, "9.0.0", "engine@10.0.0"],
    ]);
  });

  test("tell the change with its interval, and no figure where there is none", () => {
    expect(changedSteps([between(one, "1.0.0", "2.0.0", "slower", 1.05)])).toEqual([
      { subject: one, before: "1.0.0", release: "engine@2.0.0", time: "slower", work: "same", change: "+5.0 % (+4.0 % to +6.0 %)" },
    ]);
    expect(changedSteps([between(one, "1.0.0", "2.0.0", "slower")])[0]).toMatchObject({ change: undefined });
  });

  test("leave out those that are the same or cannot be told", () => {
    const speeds = fc.constantFrom<Speed>("faster", "slower", "same", "unsure");
    const any = fc.array(fc.tuple(fc.constantFrom(one, two, three), speeds, fc.double({ min: 0.5, max: 2, noNaN: true })), { maxLength: 12 });
    fc.assert(
      fc.property(any, (drawn) => {
        const steps = drawn.map(([subject, is, ratio]) => between(subject, "1.0.0", "2.0.0", is, ratio));
        const told = changedSteps(steps);
        expect(told).toHaveLength(steps.filter(({ is }) => is === "slower" || is === "faster").length);
        expect(told.filter(({ time }) => time === "same" || time === "unsure")).toEqual([]);
      }),
    );
  });
});
