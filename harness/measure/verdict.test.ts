import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownNoise } from "./noise.ts";
import { seededDraw } from "./random.ts";
import { medianInterval, ratioOfMedians } from "./ratio.ts";
import { compareCounts, compareTimes, errorRate, judgeWall, lookConfidence, lookRounds, usualLooks } from "./verdict.ts";

const policy = { least: 0.02, seed: 1 };

/** Times around a middle, scattered by a part of it, the same for the same seed. */
const times = (count: number, middle: number, scatter: number, seed: number): number[] => {
  const draw = seededDraw(seed);
  return Array.from({ length: count }, () => middle * (1 + scatter * ((draw(2001) + draw(2001) + draw(2001)) / 3000 - 1)));
};

const samples = fc.record({ count: fc.integer({ min: 10, max: 40 }), middle: fc.double({ min: 0.5, max: 5000, noNaN: true }), seed: fc.nat(100_000) });

describe("compareTimes", () => {
  test("finds no difference between equal times, whatever they are, and what it finds turns around with the sides", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }), (values) => {
        expect(["same", "unsure"]).toContain(compareTimes({ baseline: values, candidate: values }, policy, usualLooks).is);
      }),
      { numRuns: 15 },
    );
    fc.assert(
      fc.property(samples, fc.double({ min: 1.1, max: 3, noNaN: true }), ({ count, middle, seed }, factor) => {
        const [quick, slow] = [times(count, middle, 0.01, seed), times(count, middle * factor, 0.01, seed + 1)];
        expect(compareTimes({ baseline: quick, candidate: slow }, policy, usualLooks).is).toBe("slower");
        expect(compareTimes({ baseline: slow, candidate: quick }, policy, usualLooks).is).toBe("faster");
      }),
      { numRuns: 15 },
    );
  });

  test("does not depend on the unit, and gives the same for the same seed", () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(0.001, 8, 1024), ({ count, middle, seed }, unit) => {
        const pairs = { baseline: times(count, middle, 0.05, seed), candidate: times(count, middle * 1.03, 0.05, seed + 1) };
        const scaled = { baseline: pairs.baseline.map((time) => time * unit), candidate: pairs.candidate.map((time) => time * unit) };
        const [one, other] = [compareTimes(pairs, policy, usualLooks), compareTimes(scaled, policy, usualLooks)];
        expect(compareTimes(pairs, policy, usualLooks)).toEqual(one);
        expect(other.is).toBe(one.is);
        expect(other.threshold).toBeCloseTo(one.threshold, 9);
        expect(one.threshold).toBeGreaterThanOrEqual(policy.least);
      }),
      { numRuns: 12 },
    );
  });

  test("is unsure with too few rounds, nothing to compare, or times that are none", () => {
    for (const count of [0, 1, 3, 7]) {
      const [baseline, candidate] = [Array.from({ length: count }, () => 10), Array.from({ length: count }, () => 30)];
      expect(compareTimes({ baseline, candidate }, policy, usualLooks).is).toBe("unsure");
    }
    const ten = Array.from({ length: 10 }, () => 10);
    for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(compareTimes({ baseline: ten, candidate: [...ten.slice(1), bad] }, policy, usualLooks)).toMatchObject({ is: "unsure", estimate: undefined });
    expect(compareTimes({ baseline: ten, candidate: ten.slice(1) }, policy, usualLooks).is).toBe("unsure");
  });

  test("never says the same of a cell that is too noisy to tell, and its threshold grows with its noise", () => {
    const noisy = { baseline: times(20, 30, 0.9, 3), candidate: times(20, 30, 0.9, 4) };
    expect(compareTimes(noisy, policy, usualLooks)).toMatchObject({ is: "unsure", limitedBy: "noise" });
    expect(ownNoise(times(40, 30, 0.2, 5), 1)).toBeGreaterThan(ownNoise(times(40, 30, 0.02, 5), 1));
    expect(ownNoise([1, 1, 1], 1)).toBe(Number.POSITIVE_INFINITY);
  });

  test("what slows both sides of a round down cancels out", () => {
    const drift = Array.from({ length: 40 }, (_, round) => 1 + round / 20);
    const [a, b] = [times(40, 30, 0.01, 6), times(40, 33, 0.01, 7)];
    const by = (values: number[]): number[] => values.map((time, round) => time * (drift[round] as number));
    const { low, high } = ratioOfMedians({ baseline: by(a), candidate: by(b) }, { confidence: 0.95, seed: 1 }) ?? { low: 0, high: 0 };
    expect(low).toBeGreaterThan(1.05);
    expect(high).toBeLessThan(1.15);
  });

  test("looked at again and again, hardly ever finds what is not there, and finds 5 %", () => {
    const look = (factor: number, seed: number): string => {
      const [a, b] = [times(160, 30, 0.06, seed), times(160, 30 * factor, 0.06, seed + 50_000)];
      for (const rounds of lookRounds(usualLooks)) {
        const { is } = compareTimes({ baseline: a.slice(0, rounds), candidate: b.slice(0, rounds) }, { least: 0.005, seed }, usualLooks);
        if (is !== "unsure") return is;
      }
      return "unsure";
    };
    const seeds = Array.from({ length: 40 }, (_, index) => 1000 + index);
    expect(seeds.filter((seed) => ["slower", "faster"].includes(look(1, seed))).length).toBeLessThanOrEqual(1);
    expect(seeds.filter((seed) => look(1.05, seed) === "slower").length).toBeGreaterThanOrEqual(38);
  }, 120_000);
});

test("looks double, and share the error rate", () => {
  expect(lookRounds({ first: 10, most: 4 })).toEqual([10, 20, 40, 80]);
  expect((1 - lookConfidence(usualLooks)) * usualLooks.most).toBeCloseTo(errorRate, 12);
});

test("an interval holds its median, and widens with confidence", () => {
  fc.assert(
    fc.property(samples, ({ count, middle, seed }) => {
      const values = times(count, middle, 0.3, seed);
      const [narrow, wide] = [0.5, 0.99].map((confidence) => medianInterval(values, { confidence, seed }));
      if (!narrow || !wide) throw new Error("no interval");
      expect(wide.low).toBeLessThanOrEqual(narrow.low);
      expect(wide.high).toBeGreaterThanOrEqual(narrow.high);
      expect(wide.low).toBeLessThanOrEqual(wide.ratio);
      expect(wide.high).toBeGreaterThanOrEqual(wide.ratio);
    }),
    { numRuns: 12 },
  );
  expect(medianInterval([], { confidence: 0.95, seed: 1 })).toBeUndefined();
  expect(medianInterval([-3, -2, -1], { confidence: 0.95, seed: 1 })?.ratio).toBe(-2);
});

test("counts decide at once, both ways, and only where they are above zero", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 2 ** 40 }), (count) => {
      expect(compareCounts(count, count, 0.01)).toBe("same");
      expect(compareCounts(count, Math.ceil(count * 1.02), 0.01)).toBe("slower");
      expect(compareCounts(Math.ceil(count * 1.02), count, 0.01)).toBe("faster");
    }),
  );
  expect([compareCounts(0, 1, 0.01), compareCounts(1, 0, 0.01), compareCounts(Number.NaN, 1, 0.01)]).toEqual(["unsure", "unsure", "unsure"]);
});

test("wall time counts only where it is slower, or looks so and cannot be told", () => {
  const comparison = (is: "slower" | "faster" | "same" | "unsure", ratio: number) =>
    judgeWall({ is, estimate: { ratio, low: ratio, high: ratio, confidence: 0.99, rounds: 10 }, threshold: 0.1, limitedBy: "noise" });
  expect([comparison("slower", 2), comparison("unsure", 1.2), comparison("unsure", 1.05), comparison("unsure", 0.5)]).toEqual([
    "slower",
    "unsure",
    undefined,
    undefined,
  ]);
  expect([comparison("same", 1), comparison("faster", 0.5)]).toEqual([undefined, undefined]);
});
