import type { Standing } from "../model/expectation.ts";
import type { CellState } from "../model/words.ts";

/** Traps of WebAssembly, each in the words of several engines. */
const traps: Readonly<Record<string, RegExp>> = {
  unreachable: /unreachable/i,
  "memory out of bounds": /memory (?:access )?out of bounds|out[- ]of[- ]bounds memory|memory fault/i,
  "division by zero": /divi(?:de|sion) by zero|divide_by_zero/i,
  "integer overflow": /integer overflow|divide result unrepresentable/i,
  "stack overflow": /stack overflow|call stack (?:size )?exhausted|maximum call stack/i,
  "bad conversion": /invalid conversion|float unrepresentable|conversion to integer/i,
  "wrong signature": /indirect call (?:type|signature)|signature mismatch|null function or function signature/i,
  "table out of bounds": /(?:table|element) (?:index |access )?(?:is )?out of bounds|undefined element|uninitialized element|invalid table access/i,
};

/** What a trap is, whatever engine tells it; undefined where no rule knows the words. */
export const trapKind = (text: string): string | undefined => Object.entries(traps).find(([, words]) => words.test(text))?.[0];

/**
 * What two failures have in common that are alike: the cause with its whole detail, thus the exit, the offset and the first line
 * that differs. A trap is what it is by its kind, since each engine has words of its own. Undefined where nothing failed, or
 * where the failure has a written reason: it is about something else.
 */
export const likeness = ({ state, standing }: { readonly state: CellState; readonly standing?: Standing | undefined }): string | undefined => {
  if (state.is !== "judged" || state.verdict.is !== "fail" || standing?.is === "known-failure") return undefined;
  const { cause, detail } = state.verdict;
  return `${cause} ${(cause === "trap" && trapKind(detail)) || detail}`;
};
