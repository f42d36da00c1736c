import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GatehouseError } from "./errors.ts";
import { fillWord, fillWords, placeholdersIn } from "./placeholders.ts";

describe("placeholders", () => {
  test("are found by name", () => {
    expect(placeholdersIn("--dir={host}::{guest}")).toEqual(["host", "guest"]);
    expect(placeholdersIn("{bin.zig} {sources:c} {package.wasi-sdk_1}")).toEqual(["bin.zig", "sources:c", "package.wasi-sdk_1"]);
    expect(placeholdersIn("{} {1} { a} {HOME:-x y} {a b} {{a}}")).toEqual(["a"]);
  });

  test("a value goes in as it is: never split, never filled again, nothing in it means anything", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("{b}", "$&", "$1", "a b", "{list}")), (value) => {
        expect(fillWord("--x={a}::{a}", { a: value, b: "no" })).toBe(`--x=${value}::${value}`);
        expect(fillWords(["{a}", "{list}", "z"], { a: value, list: [value, "", value], b: "no" })).toEqual([value, value, "", value, "z"]);
      }),
    );
  });

  test("a list becomes as many words as it has, also none", () => {
    expect(fillWords(["run", "{list}", "end"], { list: [] })).toEqual(["run", "end"]);
  });

  test.each([
    ["a name that stands for nothing", "{nothing}", {}],
    ["one that is undefined", "{prepared}", { prepared: undefined }],
    ["a name that every object has", "{constructor}", {}],
    ["a list inside a word", "--all={list}", { list: ["a"] }],
    ["two lists in one word", "{list}{list}", { list: ["a"] }],
  ])("%s is a fault", (_, word, values) => {
    expect(() => fillWords([word], values)).toThrow(GatehouseError);
    expect(() => fillWords([word], values)).toThrow(expect.objectContaining({ code: "placeholder/unknown" }));
  });
});
