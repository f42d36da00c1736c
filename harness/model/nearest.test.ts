import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest } from "./nearest.ts";

const names = ["rust", "go", "c", "cpp", "javascript", "typescript", "wasmtime", "wazero"];

test.each<[string, string[]]>([
  ["rsut", ["rust"]],
  ["Rust", ["rust"]],
  ["wasmtim", ["wasmtime"]],
  ["wazreo", ["wazero"]],
  ["tyepscript", ["typescript"]],
  ["d", ["c"]],
  ["haskell", []],
  ["", []],
])("%j most likely means %j", (word, expected) => {
  expect(nearest(word, names)).toEqual(expected);
});

test("a name with one character more, less or other is always found", () => {
  fc.assert(
    fc.property(fc.constantFrom(...names.filter((name) => name.length > 2)), fc.nat(), fc.constantFrom("more", "less", "other"), (name, at, slip) => {
      const place = at % name.length;
      const middle = slip === "less" ? "" : slip === "other" ? "#" : `${name[place]}#`;
      expect(nearest(`${name.slice(0, place)}${middle}${name.slice(place + 1)}`, names)).toContain(name);
    }),
  );
});
