import type { DifferFinding } from "../model/generated/differ.ts";
import type { KnownDifference } from "../model/generated/differences.ts";
import { globPattern } from "../model/glob.ts";
import type { Program } from "./call.ts";

/** Where a finding was made. */
export interface Place {
  readonly target: string;
  readonly runtimes: readonly [string, string];
  /** Today, as YYYY-MM-DD. */
  readonly day: string;
}

/** Whether a text fits one of several globs with `|` between them. */
const fits = (globs: string | undefined, text: string): boolean => globs?.split("|").some((glob) => globPattern(glob).test(text)) ?? false;

const answersFit = (answers: KnownDifference["answers"], runtimes: Place["runtimes"], own: readonly string[]): boolean => {
  const keys = runtimes.map((id) => (Object.hasOwn(answers, id) ? id : "*"));
  // An entry is about two runtimes: it explains nothing of two releases of one.
  return keys[0] !== keys[1] && keys.every((key, index) => fits(answers[key], own[index] ?? ""));
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

// Whatever the one lane answers, the other one comes to a limit. What ends it otherwise takes no time, and its entries fit calls that end nothing.
const endsOne = ({ answers }: KnownDifference, runtimes: Place["runtimes"]): boolean => {
  const own = runtimes.map((id) => (Object.hasOwn(answers, id) ? answers[id] : undefined));
  return own.includes("*") && own.some((answer) => answer?.startsWith("(limit"));
};

/** Where a program comes to a call that is known to end one of two lanes; its length where it does not. */
export const endIn = (program: Program, all: readonly KnownDifference[], { target, runtimes, day }: Place): number => {
  const ends = all.filter((entry) => entry.targets.includes(target) && day <= entry.until && endsOne(entry, runtimes));
  const isOne = (call: string, at: number): boolean =>
    ends.some((entry) => fits(entry.call, call) && (entry.before === undefined || program.slice(0, at).some((own) => fits(entry.before, own))));
  const at = program.findIndex(isOne);
  return at < 0 ? program.length : at;
};
