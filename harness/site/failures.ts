import { type SiteIndex, toIndex } from "./columns.ts";
import { isGrouped } from "./states.ts";
import type { SiteCell } from "./types.ts";

/** Failures with one cause and one blame, and a cell that shows them. */
export interface FailureView {
  readonly cause: string;
  readonly blame: string;
  readonly detail: string;
  readonly known: string;
  readonly cells: number;
  readonly example: string;
}

/** Failures by group, of cells by a route and in a lane that are asked for; what has no written reason first, then what explains most. */
export const toFailures = (index: SiteIndex, wanted: (route: string, lane: string) => boolean = () => true): FailureView[] => {
  const counts = new Map<number, { cells: number; readonly example: string }>();
  index.lanes.forEach((lane, column) => {
    let seen = 0;
    [...(index.states[column] as string)].forEach((code, row) => {
      if (!isGrouped(code)) return;
      const group = index.grouped[column]?.[seen++] as number;
      const route = index.routes[index.rowRoute[row] as number] as string;
      if (!wanted(route, lane)) return;
      const before = counts.get(group);
      if (before) before.cells++;
      else counts.set(group, { cells: 1, example: `${index.cases[index.rowCase[row] as number]},${route},${lane}` });
    });
  });
  const rank = ({ known, cause }: FailureView): number => (known !== "" ? 2 : cause === "unsupported" ? 1 : 0);
  return index.groups
    .flatMap((group, at): FailureView[] => {
      const found = counts.get(at);
      return found ? [{ ...group, ...found }] : [];
    })
    .sort((a, b) => rank(a) - rank(b) || b.cells - a.cells);
};

/** How many cells `report --traces` runs again at most. */
const mostTraced = 40;

/** One cell of each failure, as far as its calls may tell why: what has no written reason first. */
export const cellsToTrace = (cells: readonly SiteCell[]): readonly string[] =>
  toFailures(toIndex(cells, () => []))
    .filter(({ cause }) => cause !== "unsupported")
    .slice(0, mostTraced)
    .map(({ example }) => example);
