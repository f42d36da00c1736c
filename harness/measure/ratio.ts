import { medianSorted, quantileSorted } from "simple-statistics";
import { seededDraw } from "./random.ts";

/** One figure of two things in the same rounds: what was measured at the same index was measured side by side. */
export interface Pairs {
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
}

/** The candidate's median divided by the baseline's, with an interval that holds the true one with this confidence. */
export interface Ratio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  readonly rounds: number;
}

/** How an interval is drawn. */
export interface Resampling {
  readonly confidence: number;
  readonly seed: number;
}

const resamples = 2000;

/** The median of numbers, which are sorted in place: typed arrays sort without a function that compares, and resampling is nothing but sorting. */
export const medianOf = (values: Float64Array): number => medianSorted(values.sort() as unknown as number[]);

/** Whether figures can be held against others: a number above zero each, at least one. */
export const areUsable = (values: readonly number[]): boolean => values.length > 0 && values.every((value) => Number.isFinite(value) && value > 0);

/**
 * The ratio of medians with a percentile bootstrap interval (Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
 * chapter 13). Rounds are drawn, not single samples: what slowed both sides of a round down cancels out.
 * Undefined where there are no rounds, sides of two lengths, or a figure that is not above zero.
 */
export const ratioOfMedians = ({ baseline, candidate }: Pairs, { confidence, seed }: Resampling): Ratio | undefined => {
  const rounds = baseline.length;
  if (candidate.length !== rounds || !areUsable(baseline) || !areUsable(candidate)) return undefined;
  const draw = seededDraw(seed);
  const [a, b] = [new Float64Array(rounds), new Float64Array(rounds)];
  const ratios = new Float64Array(resamples);
  for (let again = 0; again < resamples; again++) {
    for (let index = 0; index < rounds; index++) {
      const from = draw(rounds);
      a[index] = baseline[from] as number;
      b[index] = candidate[from] as number;
    }
    ratios[again] = medianOf(b) / medianOf(a);
  }
  const sorted = [...ratios.sort()];
  const tail = (1 - confidence) / 2;
  return {
    ratio: medianOf(Float64Array.from(candidate)) / medianOf(Float64Array.from(baseline)),
    low: quantileSorted(sorted, tail),
    high: quantileSorted(sorted, 1 - tail),
    confidence,
    rounds,
  };
};
