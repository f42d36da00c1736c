import type { DifferFinding } from "../model/generated/differ.ts";
import { type Difference, kindOf, signatureOf } from "./answers.ts";

/** A program's difference: the number of the program, and what differs. */
export interface Occurrence {
  readonly number: number;
  readonly difference: Difference;
}

/** Differences of one kind: how many programs show it, and some of these. */
export interface Kind {
  readonly signature: string;
  readonly count: number;
  readonly samples: readonly Occurrence[];
}

// Two causes may have one kind: samples whose calls differ may tell them apart.
const samples = 3;

// Of what comes to a limit one sample will do: each look at it takes seconds.
const isLimit = (answer: string): boolean => answer.startsWith("(limit");

/** Sorts differences by kind, the most frequent first. */
export const kindsOf = (all: readonly Occurrence[]): readonly Kind[] => {
  const kinds = new Map<string, { count: number; samples: Occurrence[]; last: number }>();
  for (const own of all) {
    const key = signatureOf(own.difference, true);
    const kind = kinds.get(key) ?? { count: 0, samples: [], last: -1 };
    kinds.set(key, kind);
    if (kind.last !== own.number) kind.count++;
    kind.last = own.number;
    const isNew = kind.samples.every(({ number, difference }) => number !== own.number && difference.call !== own.difference.call);
    if (isNew && kind.samples.length < (own.difference.answers.some(isLimit) ? 1 : samples)) kind.samples.push(own);
  }
  return [...kinds].map(([signature, { count, samples: some }]) => ({ signature, count, samples: some })).sort((a, b) => b.count - a.count);
};

// Which file it is matters less than what is done with it.
const alike = ({ call, answers }: DifferFinding): string => [call.replace(/\b[fdior]\d\b/g, "handle"), ...answers.map(kindOf)].join("\n");

const smaller = (a: DifferFinding, b: DifferFinding): number =>
  a.calls.length - b.calls.length || a.calls.join("\n").length - b.calls.join("\n").length || (a.calls.join("\n") < b.calls.join("\n") ? -1 : 1);

/**
 * Findings whose call and kinds of answers are the same are one, with the smallest program: those first that nobody knows, then those
 * that come most often. `count` tells how many programs show both.
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
