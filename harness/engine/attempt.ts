import { judge } from "../judge/judge.ts";
import type { Grounds } from "../judge/program.ts";
import { repeat } from "../judge/repeat.ts";
import type { Observation, RanRow } from "../model/generated/journal.ts";
import type { Attempt } from "../model/rows.ts";

/** How a cell is tried. */
export interface Trying {
  /** How often; all trials must agree. */
  readonly repeat: number;
  /** Whether a failing cell is tried again: only where it is known to flake. */
  readonly mayFlake: () => boolean;
  readonly signal: AbortSignal;
}

/** The facts of a cell's trials, as its row tells them. */
export type Tried = Pick<RanRow, "observation" | "verdict" | "earlier" | "trials">;

// A cell that fails as often as this does not flake: it fails.
const mostRetries = 4;

const attempt = async (run: () => Promise<readonly [Observation, ...Observation[]]>, grounds: Grounds): Promise<Attempt> => {
  const attempts = (await run()).map((observation): Attempt => ({ observation, verdict: judge(observation, grounds) }));
  return attempts.findLast(({ verdict }) => verdict.is !== "pass") ?? (attempts[0] as Attempt);
};

/** Tries a cell until its facts are known; undefined where the run was stopped. `run` does one trial. */
export const tryCell = async (run: () => Promise<readonly [Observation, ...Observation[]]>, grounds: Grounds, trying: Trying): Promise<Tried | undefined> => {
  if (trying.repeat > 1) {
    const { earlier, ...repeated } = await repeat(() => attempt(run, grounds), trying.repeat, trying.signal);
    return trying.signal.aborted ? undefined : { ...repeated, ...(earlier ? { earlier: [...earlier] } : {}) };
  }
  const earlier: Observation[] = [];
  for (;;) {
    const last = await attempt(run, grounds);
    if (trying.signal.aborted) return undefined;
    const isLast = last.verdict.is !== "fail" || earlier.length >= mostRetries || !trying.mayFlake();
    if (isLast) return { ...last, ...(earlier.length > 0 && last.verdict.is === "pass" ? { earlier: earlier as [Observation, ...Observation[]] } : {}) };
    earlier.push(last.observation);
  }
};
