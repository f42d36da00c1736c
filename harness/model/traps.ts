import type { ExitContract } from "./generated/workload.ts";

/** The traps that a contract can name. */
export type NamedTrap = Exclude<ExitContract, number | "nonzero" | "trap" | "failure" | "killed">;

// An engine has one word for two traps here and there: that word counts for both.
const words: Readonly<Record<NamedTrap, RegExp>> = {
  unreachable: /\bunreachable\b/i,
  "division by zero": /\b(?:divide|division|remainder) by zero/i,
  "integer overflow": /integer overflow|divide result unrepresentable|float unrepresentable|out of bounds trunc/i,
  "bad conversion": /invalid conversion to integer|float unrepresentable|out of bounds trunc/i,
  "memory out of bounds": /memory access out of bounds|out[- ]of[- ]bounds memory access/i,
  "table out of bounds": /table index is out of bounds|out of bounds table access|undefined element|invalid table access|out of bounds call_indirect/i,
  "null element": /uninitialized element|null function|invalid table access|signature that does not match/i,
  "wrong signature": /indirect call type mismatch|function signature mismatch|signature that does not match/i,
  "stack overflow": /stack overflow|call stack (?:size )?exhausted|maximum call stack/i,
};

/** Whether a contract demands a certain trap. */
export const isNamedTrap = (contract: ExitContract): contract is NamedTrap => typeof contract === "string" && contract in words;

/** Whether an engine's words for a trap say that it is this one. */
export const saysTrap = (trap: NamedTrap, message: string | undefined): boolean => message !== undefined && words[trap].test(message);
