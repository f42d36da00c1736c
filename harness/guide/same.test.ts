import fc from "fast-check";
import { expect, test } from "vitest";
import { isSame } from "./same.ts";

test.each<[boolean, string, string]>([
  [true, "a\n", "a\n"],
  [false, "a\n", "a"],
  [false, "a\n", "a\nb\n"],
  [false, "", "a\n"],
  [true, "", ""],
  [true, "go1.…\n", "go1.26.8\n"],
  [true, "…: a …, b …\n", "x: a 1, b 2\n"],
  [false, "a…a\n", "a\n"],
  [true, "a…a\n", "aa\n"],
  [false, "a…b…c\n", "acb\n"],
  [true, "…\nb\n…\n", "a\na\nb\n"],
  [true, "…\nb\n…\n", "b\nc\n"],
  [true, "…\n", ""],
  [true, "…\nb\n", "b\nb\n"],
  [false, "…\nb\n…\n", "a\n"],
  [false, "a…\n", "a\nb\n"],
])("%s: %j fits %j", (same, expected, actual) => {
  expect(isSame(expected, actual)).toBe(same);
});

test("text without an ellipsis is compared byte for byte", () => {
  const text = fc.string().filter((own) => !own.includes("…"));
  fc.assert(fc.property(text, text, (a, b) => isSame(a, b) === (a === b)));
});

test("lines may be left out anywhere", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c"));
  fc.assert(fc.property(lines, lines, lines, (a, b, c) => isSame([...a, "…", ...c].join("\n"), [...a, ...b, ...c].join("\n"))));
});
