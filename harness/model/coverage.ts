import type { CoverageRow } from "./generated/coverage.ts";
import { isSuccess } from "./trace.ts";
import type { Target } from "./words.ts";

/** What is known of a function: who calls it, by what came of it. */
export interface Covered {
  readonly name: string;
  /** By what came of a call: the workloads and the languages that saw it. */
  readonly outcomes: Readonly<Record<string, { readonly workloads: readonly string[]; readonly languages: readonly string[] }>>;
}

/** The coverage of a target. */
export interface TargetCoverage {
  readonly target: Target;
  readonly functions: readonly Covered[];
  /** Functions that were called, and that have done what they are for. */
  readonly called: number;
  readonly succeeded: number;
  /** How many pairs of a function and what came of it there are. */
  readonly pairs: number;
}

const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();

const cover = (name: string, rows: readonly CoverageRow[]): Covered => {
  const callers = rows.flatMap(({ calls, workload, language }) => (calls[name] ?? []).map((outcome) => ({ outcome, workload, language })));
  const outcomes = sorted(callers.map(({ outcome }) => outcome)).map((outcome) => {
    const own = callers.filter((each) => each.outcome === outcome);
    return [outcome, { workloads: sorted(own.map(({ workload }) => workload)), languages: sorted(own.map(({ language }) => language)) }] as const;
  });
  return { name, outcomes: Object.fromEntries(outcomes) };
};

/** Folds rows to the coverage of each target, over the functions that it has. */
export const foldCoverage = (functions: Readonly<Record<string, readonly string[]>>, rows: readonly CoverageRow[]): TargetCoverage[] =>
  Object.entries(functions).map(([target, names]) => {
    const own = rows.filter((row) => row.target === target);
    const covered = names.map((name) => cover(name, own));
    const outcomes = covered.map(({ name, outcomes: all }) => Object.keys(all).map((outcome) => [name, outcome] as const));
    return {
      target,
      functions: covered,
      called: outcomes.filter((each) => each.length > 0).length,
      succeeded: outcomes.filter((each) => each.some(([name, outcome]) => isSuccess(name, outcome))).length,
      pairs: outcomes.reduce((sum, each) => sum + each.length, 0),
    };
  });

/** What comes and goes with the speed of a machine. */
const passing: ReadonlySet<string> = new Set(["again", "would-block"]);

const pairsOf = (coverage: readonly TargetCoverage[]): string[] =>
  coverage.flatMap(({ target, functions }) =>
    functions.flatMap(({ name, outcomes }) =>
      Object.keys(outcomes)
        .filter((outcome) => !passing.has(outcome))
        .map((outcome) => `${target} ${name} ${outcome}`),
    ),
  );

/** Pairs of a function and what came of it that were covered and are not any more, as `TARGET FUNCTION OUTCOME`; but for calls that were only not ready. */
export const fallOf = (before: readonly TargetCoverage[], now: readonly TargetCoverage[]): string[] => {
  const known = new Set(pairsOf(now));
  return pairsOf(before).filter((pair) => !known.has(pair));
};

/** A part in percent, rounded down: what is not whole is not 100. */
export const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.floor((100 * part) / whole));
