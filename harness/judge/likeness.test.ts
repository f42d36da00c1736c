import { expect, test } from "vitest";
import { trapKind } from "../model/signature.ts";
import type { CellState, Verdict } from "../model/words.ts";
import { likeness } from "./likeness.ts";

const judged = (verdict: Verdict): { readonly state: CellState } => ({ state: { is: "judged", verdict } });
const trap = (words: string): string | undefined => likeness(judged({ is: "fail", cause: "trap", detail: `expected exit 0, found a trap (${words})` }));

// What engines really say.
test.each([
  ["unreachable", ["wasm trap: wasm `unreachable` instruction executed", "wasm error: unreachable", "RuntimeError: unreachable"]],
  ["memory out of bounds", ["wasm trap: out of bounds memory access", "wasm error: out of bounds memory access", "RuntimeError: memory access out of bounds"]],
  ["division by zero", ["wasm trap: integer divide by zero", "wasm error: integer divide by zero", "RuntimeError: divide by zero"]],
  ["stack overflow", ["wasm trap: call stack exhausted", "wasm error: stack overflow", "RangeError: Maximum call stack size exceeded"]],
  ["integer overflow", ["wasm trap: integer overflow", "wasm error: integer overflow", "RuntimeError: divide result unrepresentable"]],
  [
    "wrong signature",
    ["wasm trap: indirect call type mismatch", "wasm error: indirect call type mismatch", "RuntimeError: null function or function signature mismatch"],
  ],
])("a trap by %s is the same in the words of every engine", (kind, words) => {
  expect(words.map(trapKind)).toEqual(words.map(() => kind));
  expect(new Set(words.map(trap)).size).toBe(1);
});

test("traps of two kinds, or of none that is known, are alike only where they say the same", () => {
  expect(trap("unreachable")).not.toBe(trap("out of bounds memory access"));
  expect(trap("something new")).not.toBe(trap("something else"));
  expect(trap("something new")).toBe(trap("something new"));
});

test("what did not fail is like nothing", () => {
  const others: readonly CellState[] = [
    judged({ is: "pass" }).state,
    judged({ is: "unsupported", capability: "args", proof: "p" }).state,
    judged({ is: "broken", stage: "launch", detail: "d" }).state,
    { is: "inexpressible", why: "w" },
    { is: "untrusted", because: "u" },
    { is: "lost" },
  ];
  expect(others.map((state) => likeness({ state }))).toEqual(others.map(() => undefined));
});
