/** Two commands that are timed in turn: on a machine with other work, the ratio of neighbours says more than any time. */
import { goal, median, type Timed, time } from "./timed.ts";

/** Two commands in turn, so often, after one run of each that does not count; the figures of each. */
const inTurn = async (own: readonly string[], bare: readonly string[], rounds: number): Promise<readonly [Timed[], Timed[]]> => {
  const figures: readonly [Timed[], Timed[]] = [[], []];
  await time(own);
  await time(bare);
  for (let round = 0; round < rounds; round++) {
    figures[0].push(await time(own));
    figures[1].push(await time(bare));
  }
  return figures;
};

/** Prints medians of two commands, their ratios, and whether the first takes at most so many milliseconds. */
export const compareInTurn = async (what: string, own: readonly string[], bare: readonly string[], mostMs: number, rounds: number): Promise<void> => {
  const [ours, others] = await inTurn(own, bare, rounds);
  const of = (figures: readonly Timed[], key: "wallMs" | "cpuMs"): number => median(figures.map((each) => each[key]));
  const ratio = (key: "wallMs" | "cpuMs"): string => median(ours.map((each, index) => each[key] / (others[index]?.[key] ?? 1))).toFixed(2);
  const more = `bare ${of(others, "wallMs").toFixed(0)} ms, ratio ${ratio("wallMs")}; CPU ${of(ours, "cpuMs").toFixed(0)} ms, bare ${of(others, "cpuMs").toFixed(0)} ms, ratio ${ratio("cpuMs")}`;
  goal(what, of(ours, "wallMs"), mostMs, " ms", more);
};
