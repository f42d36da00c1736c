import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bad, honest } from "../run/drawn.fixture.ts";
import { drawnFact } from "../run/drawn.ts";
import { fairBound, histogramBound, judgeDrawn, mostFalse, repeatBound, runBound } from "./drawn.ts";

const choose = (n: number, k: number): number => Array.from({ length: k }, (_, at) => (n - at) / (at + 1)).reduce((all, own) => all * own, 1);

/** Every word of `length` letters, 0 to values - 1. */
const words = (length: number, values: number): number[][] =>
  Array.from({ length: values ** length }, (_, index) => Array.from({ length }, (_unused, at) => Math.floor(index / values ** at) % values));

/** The share of all words whose figure is at least as extreme as `least`. */
const shareOf = (all: readonly number[][], isExtreme: (word: readonly number[]) => boolean): number => all.filter(isExtreme).length / all.length;

const longestOf = (word: readonly number[]): number => Math.max(...(word.join("").match(/(.)\1*/g) ?? []).map(({ length }) => length));

const divergenceOf = (word: readonly number[], values: number): number => {
  const counts = Array.from({ length: values }, (_, value) => word.filter((own) => own === value).length);
  return counts.reduce((all, count) => (count === 0 ? all : all + count * Math.log((count * values) / word.length)), 0);
};

// What is added exactly comes out a little off in floating point.
const atLeast = (bound: number, chance: number): void => expect(bound * (1 + 1e-9)).toBeGreaterThanOrEqual(chance);

describe("a bound is never below the chance itself", () => {
  test("of fair bits, on both sides: the sum of the binomial distribution", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), (n, found) => {
        const set = Math.min(found, n);
        const far = Math.abs(set - n / 2);
        const chance = Array.from({ length: n + 1 }, (_, k) => (Math.abs(k - n / 2) >= far ? choose(n, k) * 2 ** -n : 0)).reduce((all, own) => all + own, 0);
        atLeast(fairBound(n, set), Math.min(1, chance));
      }),
      { numRuns: 500 },
    );
    expect([fairBound(64, 0), fairBound(64, 64), fairBound(64, 32)]).toEqual([2 * Math.exp(-64 * Math.LN2), 2 * Math.exp(-64 * Math.LN2), 1]);
  });

  test.each([
    [8, 2],
    [7, 3],
    [5, 4],
  ])("of equal values in a row: %i of %i values, counted out", (n, values) => {
    const all = words(n, values);
    for (let length = 2; length <= n; length++)
      atLeast(
        runBound(n, length, values),
        shareOf(all, (word) => longestOf(word) >= length),
      );
  });

  test.each([
    [12, 2],
    [8, 3],
    [6, 4],
  ])("of a histogram: %i of %i values, counted out", (n, values) => {
    const all = words(n, values);
    for (const found of new Set(all.map((word) => divergenceOf(word, values))))
      atLeast(
        histogramBound(found, values),
        shareOf(all, (word) => divergenceOf(word, values) >= found - 1e-9),
      );
  });

  test.each([
    [8, 3, 2],
    [7, 2, 3],
  ])("of blocks that come again: in %i values blocks of %i, of %i values, counted out", (n, block, values) => {
    const all = words(n, values);
    const starts = Array.from({ length: Math.floor(n / block) }, (_, at) => at * block);
    const comesAgain = (word: readonly number[]): boolean =>
      starts.some((start) =>
        word.some((_, at) => at > start && at + block <= n && word.slice(at, at + block).join() === word.slice(start, start + block).join()),
      );
    atLeast(repeatBound(n / block, n, block, values), shareOf(all, comesAgain));
  });
});

const drawnOf = (generator: typeof honest, size: number, draws: number): string | undefined =>
  judgeDrawn(drawnFact(Buffer.concat([generator(size, draws), generator(size, draws)]), size), size, draws);

/** As the workloads draw. */
const shapes = [
  [32, 2048],
  [4096, 64],
] as const;

describe("bytes that two runs drew", () => {
  test("a false alarm is rarer than once in 10^12 cells", () => expect(mostFalse).toBe(1e-12));

  test.each(shapes)("pass where they are random: %i bytes, %i times; the least that a contract may ask as well", (size, draws) => {
    for (let time = 0; time < 3; time++) expect(drawnOf(honest, size, draws)).toBeUndefined();
    expect(drawnOf(honest, 16, 64)).toBeUndefined();
  });

  test.each(Object.keys(bad))("fail where the generator %s", (name) => {
    const [generator, says] = bad[name] as (typeof bad)[string];
    const details = shapes.map(([size, draws]) => drawnOf(generator, size, draws));
    expect(details[1]).toMatch(says);
    // 32 bytes are fewer than some generators fill well.
    if (!name.startsWith("fills 256")) expect(details[0]).toMatch(/^bytes that are not random: /);
  });

  test("fail where one run is random and comes again in the other", () => {
    const once = honest(32, 64);
    expect(judgeDrawn(drawnFact(Buffer.concat([honest(32, 64), once.subarray(16), once.subarray(0, 16)]), 32), 32, 64)).toBeUndefined();
    expect(judgeDrawn(drawnFact(Buffer.concat([once, once.subarray(7), once.subarray(0, 7)]), 32), 32, 64)).toMatch(/blocks of 16 bytes come again/);
  });
});
