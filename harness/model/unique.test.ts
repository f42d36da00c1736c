import fc from "fast-check";
import { expect, test } from "vitest";
import { uniqueNames } from "./unique.ts";

test("no name is given twice, and each begins with its text", () => {
  const texts = fc.array(fc.constantFrom("a", "a-1", "a-1-1", "b", ""), { maxLength: 12 });
  fc.assert(
    fc.property(texts, (all) => {
      const names = all.map(uniqueNames());
      expect(new Set(names).size).toBe(all.length);
      expect(names.every((name, at) => name.startsWith(all[at] as string))).toBe(true);
    }),
  );
  expect(["a", "a", "b", "a"].map(uniqueNames())).toEqual(["a", "a-1", "b", "a-2"]);
});
