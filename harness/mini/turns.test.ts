import fc from "fast-check";
import { expect, test } from "vitest";
import { turnsOfToday } from "./turns.ts";

test("each thing has its turn once within the days, whenever they begin; all have it where nothing waits", () => {
  const dayMs = 86_400_000;
  fc.assert(
    fc.property(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 9 }), fc.nat({ max: 4_000_000_000_000 }), (length, days, begin) => {
      const all = Array.from({ length }, (_, index) => index);
      const turns = Array.from({ length: days }, (_, day) => turnsOfToday(all, days, begin + day * dayMs, false));
      expect(turns.flat().sort((a, b) => a - b)).toEqual(all);
      expect(turnsOfToday(all, days, begin, true)).toEqual(all);
    }),
  );
});
