import fc from "fast-check";
import { expect, test } from "vitest";
import { globPattern } from "../model/glob.ts";
import { parseCell } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";
import type { CellRecord } from "./fold.ts";
import { propose } from "./propose.ts";

const cellOf = (text: string, state: CellState): CellRecord => ({
  text,
  id: parseCell(text),
  state,
  observation: undefined,
  artifact: undefined,
  contract: undefined,
  flaked: 0,
  worker: "w1",
  standing: state.is === "judged" && state.verdict.is === "pass" ? { is: "expected" } : { is: "unexpected-fail" },
});
const pass: CellState = { is: "judged", verdict: { is: "pass" } };
const fail = (cause: "exit" | "stdout"): CellState => ({ is: "judged", verdict: { is: "fail", cause, detail: "d" } });
const texts = ["w/a", "w/b", "v/a"].flatMap((name) =>
  ["c/zig-cc.wasip1", "rust/cargo.wasip1"].flatMap((route) => ["x@1.0.0", "y@2.0.0"].map((release) => `${name},${route},${release}/nil:host-x86_64`)),
);

test("one pattern where one thing is wrong", () => {
  const cells = texts.map((text) => cellOf(text, text.includes("x@") && text.startsWith("w/a") ? fail("exit") : pass));
  expect(propose(cells)).toEqual([{ cells: "w/a,*/*.*,x@*", cause: "exit", count: 2 }]);
});

test("patterns fit every unexpected failure by its cause, and no cell that does anything else", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(pass, fail("exit"), fail("stdout")), { minLength: texts.length, maxLength: texts.length }), (states) => {
      const cells = texts.map((text, index) => cellOf(text, states[index] as CellState));
      const proposals = propose(cells);
      for (const cell of cells) {
        const fitting = proposals.filter((each) => globPattern(each.cells).test(cell.text));
        const cause = cell.state.is === "judged" && cell.state.verdict.is === "fail" ? cell.state.verdict.cause : undefined;
        if (cause === undefined) expect(fitting).toEqual([]);
        else expect(fitting.length > 0 && fitting.every((each) => each.cause === cause)).toBe(true);
      }
    }),
  );
});
