import { hidePaths } from "./text.ts";

/** Traps of WebAssembly, each in the words of several engines. */
const traps: Readonly<Record<string, RegExp>> = {
  unreachable: /unreachable/i,
  "memory out of bounds": /memory (?:access )?out of bounds|out[- ]of[- ]bounds memory|memory fault/i,
  "division by zero": /(?:divi(?:de|sion)|remainder) by zero|divide_by_zero/i,
  "integer overflow": /integer overflow|divide result unrepresentable/i,
  "stack overflow": /stack overflow|call stack (?:size )?exhausted|maximum call stack/i,
  "bad conversion": /invalid conversion|float unrepresentable|conversion to integer/i,
  "wrong signature": /indirect call (?:type|signature)|signature mismatch|null function or function signature/i,
  "table out of bounds": /(?:table|element) (?:index |access )?(?:is )?out of bounds|undefined element|uninitialized element|invalid table access/i,
};

/** What a trap is, whatever engine tells it; undefined where no rule knows the words. */
export const trapKind = (text: string): string | undefined => {
  // What was expected may be a trap as well.
  const found = text.slice(Math.max(0, text.indexOf("found a trap")));
  return Object.entries(traps).find(([, words]) => words.test(found))?.[0];
};

/**
 * What groups details that say the same: a trap by its kind; else without paths, offsets and sizes, which differ where the reason
 * is one. Exit codes are the reason.
 */
export const signature = (detail: string): string => (detail.includes("found a trap") && trapKind(detail)) || hidePaths(detail).replace(/(?<!exit )\d+/g, "#");
