import { GatehouseError } from "../model/errors.ts";
import { globPattern } from "../model/glob.ts";
import { type CellId, printLane, printRelease, printRoute, printTrack } from "../model/ids.ts";
import type { CellRecord } from "./fold.ts";

/** By the three parts of a cell's id: the names that each part goes by. */
const namesOf = ({ workload, case: name, lane, ...route }: CellId): readonly (readonly string[])[] => [
  [`${workload}/${name}`, workload, name],
  [printRoute(route), route.language, route.toolchain, route.target, `${route.language}/${route.toolchain}`],
  [printLane(lane), printRelease(lane), printTrack(lane), lane.runtime, lane.version, lane.keep, ...(lane.variant ? [lane.variant] : [])],
];

/**
 * The cells that a user may mean. A whole id means its cell. Else each text between commas must be a whole name of a part, such as a
 * workload, a language or a runtime; three texts stand for the three parts in order. `*` stands for any text.
 */
export const fittingCells = <C extends Pick<CellRecord, "text" | "id">>(cells: readonly C[], said: string): readonly C[] => {
  const whole = cells.filter(({ text }) => text === said);
  if (whole.length > 0) return whole;
  const patterns = said.split(",").map(globPattern);
  return cells.filter(({ id }) => {
    const names = namesOf(id);
    const own = (index: number): readonly string[] => (patterns.length === names.length ? (names[index] as readonly string[]) : names.flat());
    return patterns.every((pattern, index) => own(index).some((name) => pattern.test(name)));
  });
};

const shown = 10;

const line = ({ text, state }: CellRecord): string => {
  if (state.is !== "judged") return `${state.is}  ${text}`;
  return `${state.verdict.is}${state.verdict.is === "fail" ? ` by ${state.verdict.cause}` : ""}  ${text}`;
};

/** The one cell of a run that a user means. Throws a GatehouseError where there is none, or several: these are listed with their verdicts. */
export const findCell = (cells: readonly CellRecord[], said: string): CellRecord => {
  const fitting = fittingCells(cells, said);
  const [cell] = fitting;
  if (cell && fitting.length === 1) return cell;
  const more = fitting.length > shown ? [`and ${fitting.length - shown} more`] : [];
  throw new GatehouseError("cell/unknown", cell ? `${JSON.stringify(said)} fits ${fitting.length} cells` : `the run has no cell ${JSON.stringify(said)}`, {
    hint: cell ? "name one of them:" : "write WORKLOAD/CASE,LANGUAGE,RUNTIME with whole names, name the run with --run, or run the cell first",
    more: [...fitting.slice(0, shown).map(line), ...more],
  });
};
