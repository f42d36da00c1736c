import fc from "fast-check";
import { expect, test } from "vitest";
import { idsFor, slugOf } from "./names.ts";

test("names become ids, each its own", () => {
  expect(idsFor("c", ["a_b", "a-b", "wasm32-wasip1/A b", "é"])).toEqual(["c-a-b", "c-a-b-2", "c-wasm32-wasip1-a-b", "c-x"]);
});

test("whatever the names are, ids are valid and distinct, and depend on the names alone", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), (names) => {
      const ids = idsFor("suite", names);
      expect(new Set(ids).size).toBe(names.length);
      for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(idsFor("suite", names)).toEqual(ids);
    }),
  );
  expect(slugOf("--")).toBe("x");
});
