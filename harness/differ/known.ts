import type { DifferFinding } from "../model/generated/differ.ts";
import type { KnownDifference } from "../model/generated/differences.ts";
import { globPattern } from "../model/glob.ts";

/** Where a finding was made. */
interface Place {
  readonly target: string;
  readonly runtimes: readonly [string, string];
  /** Today, as YYYY-MM-DD. */
  readonly day: string;
}

const fits = (glob: string | undefined, text: string): boolean => glob !== undefined && globPattern(glob).test(text);

const answersFit = (answers: KnownDifference["answers"], runtimes: Place["runtimes"], own: readonly string[]): boolean => {
  const keys = runtimes.map((id) => (Object.hasOwn(answers, id) ? id : "*"));
  const isOne = (globs: string | undefined, answer: string): boolean => globs?.split("|").some((glob) => fits(glob, answer)) ?? false;
  // An entry is about two runtimes: it explains nothing of two releases of one.
  return keys[0] !== keys[1] && keys.every((key, index) => isOne(answers[key], own[index] ?? ""));
};

/** The entry that explains a finding: the first that fits, and is not over. */
export const knownOf = (
  { call, calls, answers }: Pick<DifferFinding, "call" | "calls" | "answers">,
  all: readonly KnownDifference[],
  { target, runtimes, day }: Place,
): KnownDifference | undefined =>
  all.find(
    (entry) =>
      entry.targets.includes(target) &&
      day <= entry.until &&
      fits(entry.call, call) &&
      (entry.before === undefined || calls.slice(0, calls.lastIndexOf(call)).some((own) => fits(entry.before, own))) &&
      answersFit(entry.answers, runtimes, answers),
  );
