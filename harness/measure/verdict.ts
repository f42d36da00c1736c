import type { Comparison, Ratio, Speed } from "../model/speed.ts";
import { ownNoise } from "./noise.ts";
import { type Pairs, ratioOfMedians } from "./ratio.ts";

/** What differences count. */
export interface Policy {
  /** Part by which times must differ, e.g. 0.02. */
  readonly least: number;
  readonly seed: number;
}

/** How often a comparison may be looked at: after `first` rounds, then after twice as many each time. */
export interface Looks {
  readonly first: number;
  readonly most: number;
}

/** The chance of a difference where there is none, over all looks together. */
export const errorRate = 0.05;

/** Looks that are taken unless something else is asked for: 10, 20, 40, 80, 160 rounds. */
export const usualLooks: Looks = { first: 10, most: 5 };

/** The rounds after which a comparison is looked at, in order. */
export const lookRounds = ({ first, most }: Looks): number[] => Array.from({ length: most }, (_, index) => first * 2 ** index);

/**
 * The confidence of an interval at each look. Looking again and again until something shows would find differences that
 * are not there; so the number of looks is fixed beforehand and the error rate is divided among them (Bonferroni; it holds
 * however the looks depend on each other. Jennison and Turnbull, Group Sequential Methods, 2000, say what is gained by
 * finer ways; they need samples that are normal and independent, which times are not).
 */
export const lookConfidence = ({ most }: Looks): number => 1 - errorRate / most;

// All samples of a median lie on one side of the true one with a chance of 2^(1-n): fewer rounds carry no such confidence.
const enough = ({ rounds, confidence }: Ratio): boolean => 2 ** (1 - rounds) <= 1 - confidence;

const judgeRatio = (estimate: Ratio, threshold: number, least: number): Speed => {
  if (!enough(estimate) || !Number.isFinite(threshold)) return "unsure";
  if (estimate.low > 1 + threshold) return "slower";
  if (estimate.high < 1 / (1 + threshold)) return "faster";
  return estimate.low >= 1 / (1 + least) && estimate.high <= 1 + least ? "same" : "unsure";
};

/**
 * Holds a candidate's figures (times, lower is better) against a baseline's of the same rounds. It is slower or faster only
 * where the whole interval lies beyond the threshold; the same only where the whole interval lies within the policy: a cell
 * that is too noisy to tell is unsure, however large its noise makes the threshold.
 */
export const compareTimes = (pairs: Pairs, policy: Policy, looks: Looks): Comparison => {
  const noise = Math.max(ownNoise(pairs.baseline, policy.seed), ownNoise(pairs.candidate, policy.seed + 1));
  const threshold = Math.max(policy.least, noise);
  const limitedBy = noise > policy.least ? "noise" : "policy";
  const estimate = ratioOfMedians(pairs, { confidence: lookConfidence(looks), seed: policy.seed });
  return { is: estimate ? judgeRatio(estimate, threshold, policy.least) : "unsure", estimate, threshold, limitedBy };
};

/**
 * Holds wall times, which other work on the machine disturbs, against each other beside CPU times. Only what is slower counts, and
 * what looks slower by more than its noise and cannot be told: whether it is as fast, CPU time tells.
 */
export const judgeWall = ({ is, estimate, threshold }: Comparison): Speed | undefined => {
  if (is === "slower") return "slower";
  return is === "unsure" && estimate !== undefined && estimate.ratio > 1 + threshold ? "unsure" : undefined;
};

/** Holds counts of work against each other. They are exact, so one of each decides; a difference up to `least` is none. */
export const compareCounts = (baseline: number, candidate: number, least: number): Speed => {
  if (!(baseline > 0) || !(candidate > 0)) return "unsure";
  if (candidate > baseline * (1 + least)) return "slower";
  return candidate < baseline / (1 + least) ? "faster" : "same";
};
