import fc from "fast-check";
import { expect, test } from "vitest";
import { byTelling, type Telling } from "./telling.ts";
import type { Capability } from "./words.ts";

const cell = (text: string, needs: readonly Capability[], size?: number): Telling => ({ text, needs, size });
const names = (...cells: readonly Telling[]): string[] => byTelling(cells).map(({ text }) => text);

test("a dropped variable is told by the probe that reads one, not by the programs that do so as well", () => {
  expect(names(cell("service", ["env", "sockets.accept"]), cell("tool", ["args", "env", "stdout"]), cell("probe", ["env"]))).toEqual([
    "probe",
    "service",
    "tool",
  ]);
});

test("of those that explain as much, the smallest program comes first; one of unknown size, or without needs, last", () => {
  expect(names(cell("c", ["env"]), cell("b", ["env"], 900), cell("a", ["env"], 20), cell("z", [], 1))).toEqual(["a", "b", "c", "z"]);
});

test("every cell stays, once, and what comes first explains at least as much as the rest", () => {
  const need = fc.constantFrom<Capability>("env", "args", "stdout");
  const any = fc.array(fc.record({ text: fc.string(), needs: fc.uniqueArray(need, { minLength: 1 }), size: fc.option(fc.nat(), { nil: undefined }) }));
  fc.assert(
    fc.property(any, (cells) => {
      const ordered = byTelling(cells);
      expect(new Set(ordered)).toEqual(new Set(cells));
      const explains = (own: Telling): number => cells.filter((each) => own.needs.every((one) => each.needs.includes(one))).length;
      for (const each of ordered) expect(explains(ordered[0] as Telling)).toBeGreaterThanOrEqual(explains(each));
    }),
  );
});
