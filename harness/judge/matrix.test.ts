import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownFailure } from "../model/expectation.ts";
import type { Verdict } from "../model/generated/journal.ts";
import { type Counts, expressible } from "../model/matrix.ts";
import { cell, failed, fold, footer, lanes, row, worker } from "./fold.fixture.ts";
import { toMatrix } from "./matrix.ts";
import { lanePin, seenAs } from "./seen.fixture.ts";

describe("toMatrix", () => {
  const sum = (counts: Counts): number => expressible(counts) + counts.inexpressible;
  const verdicts: readonly Verdict[] = [
    { is: "pass" },
    failed,
    { is: "unsupported", capability: "links", proof: "p" },
    { is: "broken", stage: "launch", detail: "d" },
  ];
  const planned = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom("x", "y", "z"), fc.constantFrom(...lanes), fc.constantFrom("c/zig-cc.wasip1", "rust/rustup.wasip1", "js/qjs.wasip2"))
      .map((parts) => cell(...parts)),
    { minLength: 1 },
  );

  test("squares add up to the totals, and these to the plan, whatever became of the cells", () => {
    fc.assert(
      fc.property(planned, fc.infiniteStream(fc.option(fc.constantFrom(...verdicts))), fc.boolean(), (cells, fates, ended) => {
        const rows = cells.flatMap((text) => {
          const fate = fates.next().value;
          return fate ? [row(text, fate)] : [];
        });
        const record = fold(cells, [...rows, ...(ended ? [footer(rows.length)] : [])]);
        const matrix = toMatrix(record);
        const squares = matrix.rows.flatMap((each) => each.squares).filter((square) => square !== undefined);
        for (const key of Object.keys(matrix.totals) as (keyof Counts)[])
          expect(squares.reduce((all, square) => all + square[key], 0)).toBe(matrix.totals[key]);
        expect(sum(matrix.totals)).toBe(matrix.planned);
        expect(matrix.planned).toBe(record.cells.length);
        expect(matrix.totals.lost).toBe(cells.length - rows.length);
        expect(matrix.complete).toBe(ended);
      }),
    );
  });

  test("has a row for each route, sorted, and a column for each lane, also one that nothing ran in", () => {
    const matrix = toMatrix(fold([cell("x", lanes[1], "rust/rustup.wasip2"), cell("x")], [row(cell("x"))]));
    expect(matrix.lanes).toEqual(lanes);
    expect(matrix.rows.map(({ route, version }) => [`${route.language}/${route.toolchain}.${route.target}`, version])).toEqual([
      ["c/zig-cc.wasip1", "0.16.0"],
      ["rust/rustup.wasip2", ""],
    ]);
    expect(matrix.rows[1]?.squares).toEqual([undefined, expect.objectContaining({ lost: 1 })]);
    expect(matrix.rows[0]?.squares[0]).toMatchObject({ passed: 2, lost: 0 });
  });

  test("a failure that is known, a pass that is not expected, and a flake are none of the plain ones", () => {
    const known = knownFailure({ cells: "x/*", cause: "exit", reason: "a reason", until: "2026-12-31" });
    const record = fold(
      [cell("x"), cell("x", lanes[1]), cell("y")],
      [row(cell("x"), failed), row(cell("x", lanes[1])), row(cell("y"), { is: "pass" }, { earlier: [seenAs(failed)] })],
      [worker({ lanes: lanes.map((id) => lanePin(id, { claims: { wasip1: ["links"] } })) })],
      [known],
    );
    expect(toMatrix(record).totals).toMatchObject({ passed: 2, known: 1, surprising: 1, flaky: 1, failed: 0 });
  });
});
