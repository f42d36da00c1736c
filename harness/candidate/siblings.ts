import { type CarryOptions, carryOut } from "../engine/carry-out.ts";
import { select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import type { CellRecord } from "../judge/fold.ts";
import { printRoute } from "../model/ids.ts";
import { parseFilter } from "../plan/filter.ts";
import { everything } from "../plan/profile.ts";

/** Which cells would tell whose fault a failing one is: the same artifact in other lanes, the same case by the language's other toolchains. */
const wanted = (failing: readonly CellRecord[]): string[] => [
  ...new Set(failing.flatMap(({ id }) => [`${id.workload}/${id.case},${printRoute(id)},*`, `${id.workload}/${id.case},${id.language}/*.${id.target},*`])),
];

/**
 * Runs the siblings of failing cells that the gate's own run has not got, in the current releases of every runtime, as a
 * run of its own; undefined where there is none to run. `have`: the cells that ran already; `carry`: how that run was carried out.
 */
export const runSiblings = async (work: Work, failing: readonly CellRecord[], have: ReadonlySet<string>, carry: CarryOptions): Promise<string | undefined> => {
  const terms = wanted(failing);
  if (terms.length === 0) return undefined;
  const selection = await select(work.session, everything, parseFilter(terms), work.progress);
  const cells = selection.cells.filter((cell) => cell.workload.manifest.kind === "trust" || !have.has(cell.text));
  if (!cells.some((cell) => cell.workload.manifest.kind !== "trust")) return undefined;
  work.progress.note(`running ${cells.length} sibling cells, which tell whose fault it is`);
  return carryOut(work, { ...selection, cells }, { ...carry, profile: "full", terms });
};
