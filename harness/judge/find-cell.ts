import { GatehouseError } from "../model/errors.ts";
import type { CellRecord } from "./fold.ts";

/** The cell of a run that a user means: a whole id, or the only one that each part between commas fits. Throws a GatehouseError where there is none, or several. */
export const findCell = (cells: readonly CellRecord[], said: string): CellRecord => {
  const exact = cells.filter((cell) => cell.text === said);
  const fitting = exact.length > 0 ? exact : cells.filter((cell) => said.split(",").every((part) => cell.text.includes(part)));
  const [cell] = fitting;
  if (cell && fitting.length === 1) return cell;
  throw new GatehouseError("cell/unknown", cell ? `${JSON.stringify(said)} fits ${fitting.length} cells` : `the run has no cell ${JSON.stringify(said)}`, {
    hint: cell
      ? `for example: ${fitting
          .slice(0, 3)
          .map((each) => each.text)
          .join("  ")}`
      : "`gatehouse run --list` lists all cells",
  });
};
