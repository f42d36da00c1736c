import type { DifferFinding } from "../model/generated/differ.ts";
import { type Difference, kindOf, signatureOf } from "./answers.ts";
import type { Program } from "./call.ts";

/** A program's difference: the number of the program, what differs, and the calls that this takes. */
export interface Occurrence {
  readonly number: number;
  readonly difference: Difference;
  readonly slice: Program;
}

/** Differences of one kind: how many programs show it, and some of these. */
export interface Kind {
  readonly signature: string;
  readonly count: number;
  readonly samples: readonly Occurrence[];
}

// Two causes may have one kind: samples whose calls differ may tell them apart.
const samples = 3;

/** Whether one of two lanes came to a limit. */
export const isLimit = ({ answers }: Difference): boolean => answers.some((answer) => answer.startsWith("(limit"));

// Of what comes to a limit one sample will do: each look at it takes seconds.
const samplesOf = ({ difference }: Occurrence): number => (isLimit(difference) ? 1 : samples);

const kindOfAll = (signature: string, all: readonly Occurrence[]): Kind => {
  const near = all.toSorted((a, b) => a.slice.length - b.slice.length);
  const distinct = [...Map.groupBy(near, ({ difference }) => difference.call).values()].flatMap(([first]) => first ?? []);
  return { signature, count: new Set(all.map(({ number }) => number)).size, samples: distinct.slice(0, samplesOf(near[0] as Occurrence)) };
};

/** Sorts differences by kind, the most frequent first. Samples are those that take the fewest calls. */
export const kindsOf = (all: readonly Occurrence[]): readonly Kind[] =>
  [...Map.groupBy(all, ({ difference }) => signatureOf(difference, true))]
    .map(([signature, own]) => kindOfAll(signature, own))
    .sort((a, b) => b.count - a.count);

// Which file it is matters less than what is done with it. What is known must not hide what is new, nor what another entry explains.
const alike = ({ call, answers, known }: DifferFinding): string =>
  [call.replace(/\b[fdior]\d\b/g, "handle"), ...answers.map(kindOf), known?.reason ?? ""].join("\n");

const smaller = (a: DifferFinding, b: DifferFinding): number =>
  a.calls.length - b.calls.length || a.calls.join("\n").length - b.calls.join("\n").length || (a.calls.join("\n") < b.calls.join("\n") ? -1 : 1);

/**
 * Findings whose call, kinds of answers and reason are the same are one, with the smallest program: those first that nobody knows, then
 * those that come most often. `count` tells how many programs show both.
 */
export const mergeFindings = (all: readonly DifferFinding[], count: (one: number, other: number) => number): DifferFinding[] => {
  const merged = new Map<string, DifferFinding>();
  for (const own of all) {
    const other = merged.get(alike(own));
    const best = other && smaller(other, own) <= 0 ? other : own;
    merged.set(alike(own), { ...best, count: other ? count(own.count, other.count) : own.count, number: Math.min(own.number, other?.number ?? own.number) });
  }
  return [...merged.values()].sort((a, b) => Number(a.known !== undefined) - Number(b.known !== undefined) || b.count - a.count || smaller(a, b));
};
