import { expect, test } from "vitest";
import { isNamedTrap, type NamedTrap, saysTrap } from "./traps.ts";

const trunc = "Out of bounds Trunc operation (evaluating 'instance')";
const mismatch = "call_indirect to a signature that does not match (evaluating 'instance')";

// What engines really say: wasmtime, wazero, V8, JavaScriptCore.
const said: Readonly<Record<NamedTrap, readonly string[]>> = {
  unreachable: ["wasm `unreachable` instruction executed", "unreachable", "unreachable"],
  "division by zero": ["integer divide by zero", "integer divide by zero", "divide by zero", "remainder by zero"],
  "integer overflow": ["integer overflow", "integer overflow", "divide result unrepresentable", "float unrepresentable in integer range", trunc],
  "bad conversion": ["invalid conversion to integer", "invalid conversion to integer", "float unrepresentable in integer range", trunc],
  "memory out of bounds": ["out of bounds memory access", "out of bounds memory access", "memory access out of bounds"],
  "table out of bounds": [
    "undefined element: out of bounds table access",
    "invalid table access",
    "table index is out of bounds",
    "Out of bounds call_indirect",
  ],
  "null element": ["uninitialized element", "invalid table access", "null function or function signature mismatch", mismatch],
  "wrong signature": ["indirect call type mismatch", "indirect call type mismatch", "null function or function signature mismatch", mismatch],
  "stack overflow": ["call stack exhausted", "stack overflow", "Maximum call stack size exceeded"],
};
const kinds = Object.keys(said) as NamedTrap[];
const shared = ["float unrepresentable in integer range", "invalid table access", "null function or function signature mismatch", trunc, mismatch];

test.each(kinds)("each engine's words for %s say so", (kind) => {
  expect(said[kind].filter((words) => !saysTrap(kind, words))).toEqual([]);
  expect(isNamedTrap(kind)).toBe(true);
});

test.each(kinds)("no words of another trap say %s, but for those that engines have for two", (kind) => {
  const others = kinds.filter((each) => each !== kind).flatMap((each) => said[each]);
  expect(others.filter((words) => saysTrap(kind, words) && !shared.includes(words))).toEqual([]);
});

test("what tells nothing is no certain trap, and other contracts name none", () => {
  expect(kinds.filter((kind) => saysTrap(kind, undefined) || saysTrap(kind, "") || saysTrap(kind, "something new"))).toEqual([]);
  expect(([0, 255, "nonzero", "trap", "failure", "killed"] as const).filter(isNamedTrap)).toEqual([]);
});
