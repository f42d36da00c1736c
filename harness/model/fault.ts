import type { FaultLine } from "./generated/faults.ts";

/** A way in which a WASI implementation can be wrong, as the faulty host has it: a variant of its lane. */
export interface Fault extends Pick<FaultLine, "id" | "on" | "way" | "about" | "why"> {
  /** The outcomes of the function after which it changes something; absent: all. */
  readonly after?: readonly string[];
}

/** What is known of a fault: who finds it; where nobody does, how near anybody comes. */
export type FaultAnswer = FaultLine;

/** Kinds of faults that hold a program up: whoever runs with one waits, and takes no core. */
export const holdsUp = ({ way }: Pick<Fault, "way">): boolean => way === "stuck" || way === "slow";

/** Why nobody finds a fault, as far as that is known. */
export const whyUnfound = ({ calls, struck, why }: Pick<FaultAnswer, "calls" | "struck" | "why">): string => {
  if (why !== undefined) return why;
  if (calls === 0) return "no program calls the function so that the fault could show";
  const callers = `${calls} ${calls === 1 ? "cell calls" : "cells call"} the function`;
  return struck === 0 ? `${callers}, and none where the fault changes anything` : `${callers}, the fault changes something in ${struck}, and none notices`;
};
