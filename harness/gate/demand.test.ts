import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCell } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";
import type { GateCell } from "./cell.ts";
import { countMissing, unmet, type Wanted } from "./demand.ts";

const go: Wanted = { language: "go", toolchain: "go", target: "wasip1", tier: 1, cells: 12, missing: "go is on PATH: there is no such program" };
const c: Wanted = { language: "c", toolchain: "zig-cc", target: "wasip1", tier: 1, cells: 30, missing: undefined };
const policy = { tiers: [1] };

const cell = (language: string, state: CellState, target = "wasip1"): GateCell => {
  const text = `x/a,${language}/tool.${target},w@2.0.0/nil:host-x86_64`;
  const compared = { stdout: true, stderr: true, artifact: true };
  return { text, id: parseCell(text), state, observation: undefined, artifact: undefined, compared, tier: 1, needs: [] };
};
const pass: CellState = { is: "judged", verdict: { is: "pass" } };
const fail: CellState = { is: "judged", verdict: { is: "fail", cause: "stdout", detail: "5 bytes" } };
const unbuilt: CellState = { is: "judged", verdict: { is: "fail", cause: "build", detail: "error: no such flag" } };

test("a language of a tier that gates and that no toolchain is here for refuses, with what is missing", () => {
  expect(unmet([go, c], [cell("c", pass)], policy)).toEqual([
    "nothing of go for wasip1 was tested: go/go is not here: go is on PATH: there is no such program",
  ]);
  expect(unmet([{ ...go, tier: 2 }, c], [cell("c", pass)], policy)).toEqual([]);
  expect(countMissing([go, c])).toBe(12);
});

test("another toolchain of the language stands in for it, another target does not", () => {
  expect(unmet([go, { ...go, toolchain: "tinygo", missing: undefined }], [cell("go", fail)], policy)).toEqual([]);
  expect(unmet([go, { ...go, target: "wasip2", missing: undefined }], [cell("go", pass, "wasip2")], policy)).toEqual([
    expect.stringMatching(/^nothing of go for wasip1 was tested/),
  ]);
});

test("a toolchain that is here and builds nothing has tested nothing", () => {
  expect(unmet([c], [cell("c", unbuilt)], policy)).toEqual(["nothing of c for wasip1 was tested: none of its programs was built"]);
  expect(unmet([c], [], policy)).toHaveLength(1);
});

test("each language and target that was wanted and that no cell was built of is told once, and no other", () => {
  const wanted = fc.record({ language: fc.constantFrom("c", "go"), target: fc.constantFrom("wasip1", "wasip2"), missing: fc.constantFrom("no", undefined) });
  const state = fc.constantFrom(pass, fail, unbuilt);
  const cells = fc.array(fc.tuple(fc.constantFrom("c", "go"), fc.constantFrom("wasip1", "wasip2"), state));
  fc.assert(
    fc.property(fc.array(wanted), cells, (all, after) => {
      const told = unmet(
        all.map((own) => ({ ...c, ...own })),
        after.map(([language, target, own]) => cell(language, own, target)),
        policy,
      );
      const built = after.filter(([, , own]) => own !== unbuilt).map(([language, target]) => `${language} for ${target}`);
      const names = [...new Set(all.map(({ language, target }) => `${language} for ${target}`))].filter((name) => !built.includes(name));
      expect(told.map((text) => /^nothing of (.*) was tested/.exec(text)?.[1])).toEqual(names);
    }),
  );
});
