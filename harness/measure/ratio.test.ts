import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownNoise } from "./noise.ts";
import { seededDraw } from "./random.ts";
import { areUsable, medianInterval, medianOf, ratioOfMedians } from "./ratio.ts";

const time = fc.double({ min: 0.1, max: 1e6, noNaN: true });
const times = fc.array(time, { minLength: 4, maxLength: 40 });
const options = { confidence: 0.95, seed: 1 };

describe("a median", () => {
  test("has as many values below as above, in any order", () => {
    fc.assert(
      fc.property(times, (values) => {
        const median = medianOf(Float64Array.from(values));
        expect(values.filter((value) => value < median).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value > median).length).toBeLessThanOrEqual(values.length / 2);
        expect(medianOf(Float64Array.from(values.toReversed()))).toBe(median);
      }),
    );
  });

  test("lies in its interval, which one value far away does not move beyond the others", () => {
    fc.assert(
      fc.property(times, (values) => {
        const found = medianInterval(values, options);
        if (!found) throw new Error("there is none");
        expect(found.low).toBeLessThanOrEqual(found.ratio);
        expect(found.high).toBeGreaterThanOrEqual(found.ratio);
        expect([found.low >= Math.min(...values), found.high <= Math.max(...values), found.rounds]).toEqual([true, true, values.length]);
      }),
      { numRuns: 20 },
    );
  });

  test("is the same for the same samples and seed", () => {
    const values = [5, 1, 9, 3, 7, 2, 8];
    expect(medianInterval(values, options)).toEqual(medianInterval(values, options));
  });
});

describe("a ratio of medians", () => {
  test("of the same times is one, and of times that are all so much longer is that much", () => {
    fc.assert(
      fc.property(times, fc.double({ min: 0.5, max: 4, noNaN: true }), (values, factor) => {
        const ratio = ratioOfMedians({ baseline: values, candidate: values.map((value) => value * factor) }, options);
        expect(ratio?.ratio).toBeCloseTo(factor, 6);
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ["nothing", []],
    ["a time that is none", [1, 2, Number.NaN, 4]],
    ["a time without end", [1, 2, Number.POSITIVE_INFINITY, 4]],
  ])("is none of %s", (_, values) => {
    expect(ratioOfMedians({ baseline: values, candidate: [1, 2, 3, 4] }, options)).toBeUndefined();
  });

  test("takes times that are usable alone", () => {
    expect([areUsable([1, 2]), areUsable([1, Number.NaN]), areUsable([1, Number.POSITIVE_INFINITY])]).toEqual([true, false, false]);
  });
});

describe("the noise of a cell", () => {
  test("is none where all times are the same, and more where they scatter more", () => {
    expect(ownNoise(Array(20).fill(5), 1)).toBe(0);
    const scattered = (by: number): number[] => Array.from({ length: 40 }, (_, at) => 100 * (1 + by * Math.sin(at * 12.9898)));
    const [little, much] = [ownNoise(scattered(0.01), 1), ownNoise(scattered(0.2), 1)];
    expect(little).toBeGreaterThan(0);
    expect(much).toBeGreaterThan(5 * little);
  });

  test("does not follow from how long a trial takes", () => {
    fc.assert(
      fc.property(times, fc.double({ min: 0.5, max: 100, noNaN: true }), (values, factor) => {
        const [one, other] = [
          ownNoise(values, 3),
          ownNoise(
            values.map((value) => value * factor),
            3,
          ),
        ];
        expect(other).toBeCloseTo(one, 6);
      }),
      { numRuns: 20 },
    );
  });

  test("that is not known excuses everything", () => {
    for (const values of [[], [1, 2, 3], [1, 2, 3, Number.NaN]]) expect(ownNoise(values, 1)).toBe(Number.POSITIVE_INFINITY);
  });
});

test("draws are whole numbers below a limit, the same for the same seed, and about even", () => {
  const drawn = (seed: number): number[] => {
    const draw = seededDraw(seed);
    return Array.from({ length: 3000 }, () => draw(6));
  };
  expect(drawn(1)).toEqual(drawn(1));
  expect(drawn(1)).not.toEqual(drawn(2));
  for (let face = 0; face < 6; face++) expect(drawn(7).filter((each) => each === face).length).toBeGreaterThan(400);
  expect(Math.max(...drawn(3))).toBe(5);
});
