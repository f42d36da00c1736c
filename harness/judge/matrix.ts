import { printLane, printRoute, type Route } from "../model/ids.ts";
import type { Counts, Matrix, MatrixRow } from "../model/matrix.ts";
import type { CellRecord, RunRecord } from "./fold.ts";
import { toReported } from "./reported.ts";

const none: Counts = { passed: 0, flaky: 0, failed: 0, known: 0, surprising: 0, unsupported: 0, broken: 0, untrusted: 0, inexpressible: 0, lost: 0 };

/** What a matrix counts a cell as. */
export const fieldOf = ({ state, standing, flaked }: ShownCell): keyof Counts => {
  if (state.is !== "judged") return state.is;
  switch (state.verdict.is) {
    case "pass":
      return standing.is === "unexpected-pass" ? "surprising" : flaked > 0 ? "flaky" : "passed";
    case "fail":
      return standing.is === "known-failure" ? "known" : "failed";
    case "unsupported":
      return "unsupported";
    case "broken":
      return "broken";
  }
};

/** Counts cells by what became of them. */
const count = (cells: readonly ShownCell[]): Counts => {
  const counts = { ...none };
  for (const cell of cells) counts[fieldOf(cell)]++;
  return counts;
};

export type ShownCell = Pick<CellRecord, "id" | "state" | "standing" | "flaked">;

/** What of a run a matrix shows. */
export interface Shown extends Pick<RunRecord, "complete"> {
  readonly header: Pick<RunRecord["header"], "run" | "cells">;
  readonly lanes: readonly { readonly id: string }[];
  readonly toolchains: readonly { readonly id: string; readonly version: string }[];
  readonly cells: readonly ShownCell[];
}

/** Folds cells to squares: languages' routes down, lanes across. */
export const toMatrix = (record: Shown): Matrix => {
  const lanes = [...new Set([...record.lanes.map((lane) => lane.id), ...record.cells.map((cell) => printLane(cell.id.lane))])];
  const squares = new Map<string, Map<string, ShownCell[]>>();
  const routes = new Map<string, Route>();
  for (const cell of record.cells) {
    const route = printRoute(cell.id);
    routes.set(route, { language: cell.id.language, toolchain: cell.id.toolchain, target: cell.id.target });
    const row = squares.get(route) ?? new Map<string, ShownCell[]>();
    squares.set(route, row);
    const lane = printLane(cell.id.lane);
    const square = row.get(lane);
    if (square) square.push(cell);
    else row.set(lane, [cell]);
  }
  const versions = new Map(record.toolchains.map((pin) => [pin.id, pin.version]));
  const rows = [...routes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, route]): MatrixRow => {
      const row = squares.get(text);
      return {
        route,
        version: versions.get(`${route.language}/${route.toolchain}`) ?? "",
        squares: lanes.map((lane) => {
          const cells = row?.get(lane);
          return cells && count(cells);
        }),
      };
    });
  const reported = toReported(record.cells, lanes.length, ({ id }) => lanes.indexOf(printLane(id.lane)));
  return { run: record.header.run, lanes, rows, totals: count(record.cells), planned: record.header.cells, complete: record.complete, reported };
};
