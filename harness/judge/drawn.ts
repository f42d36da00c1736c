import type { BitFact, DrawnFact } from "../model/generated/journal.ts";

/*
 * Each function bounds from above the chance that n uniformly random, independent values give a figure at least as extreme
 * as the one found. None is an approximation, so that five tests at `mostFalse / 5` each fail an honest generator with
 * a chance of at most `mostFalse`:  P(any test fails) <= sum of P(bound(figure) <= mostFalse / 5) <= 5 * mostFalse / 5.
 * docs/random.md has the derivations.
 */

/** The chance at most that two runs of an honest generator are called not random: a thousand such cells stay below 10^-9. */
export const mostFalse = 1e-12;

/** At most the chance that a block of `block` bytes from one of `blocks` places comes again at one of `places` places: any pair is equal by values^-block. */
export const repeatBound = (blocks: number, places: number, block: number, values = 256): number => Math.min(1, blocks * places * values ** -block);

/** At most the chance that of n values so many in a row are equal: a run begins at one of n - length + 1 places. */
export const runBound = (n: number, length: number, values = 256): number => Math.min(1, (n - length + 1) * values ** (1 - length));

const term = (share: number, of: number): number => (share === 0 ? 0 : share * Math.log(share / of));

/** At most the chance that of n fair bits so many are set, or a number as far from the half on either side (Chernoff's bound). */
export const fairBound = (n: number, set: number): number => Math.min(1, 2 * Math.exp(-n * (term(set / n, 0.5) + term(1 - set / n, 0.5))));

/**
 * At most the chance that the histogram of n even values is so far from even: `divergence` is n times its relative entropy in nats.
 * Theorem 1.2 of Agrawal, "Finite-sample concentration of the multinomial in relative entropy" (https://arxiv.org/abs/1904.02291).
 */
export const histogramBound = (divergence: number, values = 256): number => {
  const free = values - 1;
  return divergence <= free ? 1 : Math.exp(free - divergence + free * Math.log(divergence / free));
};

const describeBit = ({ byte, bit, set }: BitFact, draws: number): string => `bit ${bit} of byte ${byte} of a draw is set in ${set} of ${draws} draws`;

/** Why bytes that two runs drew are not random, `draws` times `size` of them in each; undefined where each figure is within its bound. */
export const judgeDrawn = (drawn: DrawnFact, size: number, draws: number): string | undefined => {
  const bytes = 2 * size * draws;
  const bits = (fact: BitFact): number => 8 * size * fairBound(2 * draws, fact.set);
  const again = `${drawn.repeats} blocks of 16 bytes come again, the first at byte ${drawn.repeatAt ?? 0}`;
  const tests: readonly (readonly [number, string])[] = [
    [drawn.repeats === 0 ? 1 : repeatBound(bytes / 16, bytes, 16), again],
    [runBound(bytes, drawn.longest), `${drawn.longest} bytes in a row are equal`],
    [bits(drawn.fewest), describeBit(drawn.fewest, 2 * draws)],
    [bits(drawn.most), describeBit(drawn.most, 2 * draws)],
    [histogramBound(drawn.divergence), `some of the 256 bytes come too often (a divergence of ${drawn.divergence.toFixed(0)} nats)`],
    [fairBound(8 * bytes - 1, drawn.changes), `a bit differs from the one before it ${drawn.changes} times in ${8 * bytes - 1}`],
  ];
  // The bits of the fewest and of the most draws are one test, on both sides.
  const failed = tests.filter(([bound]) => bound <= mostFalse / 5).map(([, says]) => says);
  return failed.length === 0 ? undefined : `bytes that are not random: ${failed.join("; ")}`;
};
