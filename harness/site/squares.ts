import { isCounted, isGood, notRun, shownStates } from "./states.ts";

/** Cells of a table's square, as it is shown: the mark of the worst, and how many of those that count passed. */
export interface Square {
  readonly code: string;
  readonly passed: number;
  readonly total: number;
}

const ranks = new Map(shownStates.map(({ code }, index) => [code, index]));
const rankOf = (code: string): number => ranks.get(code) ?? shownStates.length;

/** Folds codes of cells to a square: none is not run. */
export const toSquare = (codes: Iterable<string>): Square => {
  let [code, passed, total] = [notRun, 0, 0];
  for (const own of codes) {
    if (rankOf(own) < rankOf(code)) code = own;
    if (isCounted(own)) total++;
    if (isGood(own)) passed++;
  }
  return { code, passed, total };
};

/** Squares by two keys of things. */
export const toTable = <T extends { readonly code: string }>(
  items: readonly T[],
  row: (item: T) => string,
  column: (item: T) => string,
): ReadonlyMap<string, ReadonlyMap<string, Square>> =>
  new Map(
    [...Map.groupBy(items, row)].map(([name, own]) => [
      name,
      new Map([...Map.groupBy(own, column)].map(([key, all]) => [key, toSquare(all.map(({ code }) => code))])),
    ]),
  );
