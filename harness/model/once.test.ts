import { expect, test } from "vitest";
import { once } from "./once.ts";

test("each text is computed once, also where its answer is undefined", () => {
  const asked: string[] = [];
  const lengthOf = once((text) => {
    asked.push(text);
    return text.length || undefined;
  });
  expect(["a", "", "bc", "a", ""].map(lengthOf)).toEqual([1, undefined, 2, 1, undefined]);
  expect(asked).toEqual(["a", "", "bc"]);
});
