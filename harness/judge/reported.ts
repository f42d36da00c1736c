import type { Known, Standing } from "../model/expectation.ts";
import type { CellId } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import type { ReportRow, ReportSquare } from "../model/reported.ts";

/** A cell as far as reports look at it. */
export interface ReportedCell {
  readonly id: CellId;
  readonly standing: Standing;
}

// The worst first: one route that is not as reported is what a reader must see.
const worst: readonly ReportSquare[] = ["spared", "returned", "fails", "passes"];

const squareOf = (standing: Standing): { readonly known: Known; readonly square: ReportSquare } | undefined => {
  switch (standing.is) {
    case "known-failure":
      return standing.known.reported ? { known: standing.known, square: "fails" } : undefined;
    case "expected":
      return standing.reported && { known: standing.reported, square: "passes" };
    case "unexpected-pass":
      return standing.reported && { known: standing.reported, square: "spared" };
    case "unexpected-fail":
      return standing.reported && { known: standing.reported, square: "returned" };
  }
};

/** Folds cells to what each column (a lane, or a release) says of each public report: `columnOf` gives the index of a cell's. */
export const toReported = <C extends ReportedCell>(cells: readonly C[], columns: number, columnOf: (cell: C) => number): ReportRow[] => {
  const rows = new Map<string, Omit<ReportRow, "squares"> & { readonly squares: (ReportSquare | null)[] }>();
  for (const cell of cells) {
    const told = squareOf(cell.standing);
    if (!told) continue;
    const { link = "", releases = "*", mended = null } = told.known;
    const name = `${cell.id.workload}/${cell.id.case}`;
    const key = `${link} ${name} ${releases}`;
    const row = rows.get(key) ?? { link, case: name, releases, mended, squares: Array.from({ length: columns }, () => null) };
    rows.set(key, row);
    const column = columnOf(cell);
    row.squares[column] = worst.find((each) => each === told.square || each === row.squares[column]) ?? null;
  }
  return [...rows].sort(([a], [b]) => byText(a, b)).map(([, row]) => row);
};
