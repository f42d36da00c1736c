import type { Selection } from "../engine/select.ts";
import { select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import { withoutFurther } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import { parseCell, printRoute } from "../model/ids.ts";
import { laneTarget } from "../model/lane.ts";
import { parseFilter } from "../plan/filter.ts";
import { laneProfile, laneTerm } from "../plan/lane-terms.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { canTrace } from "./lane.ts";

const isWhole = (said: string): boolean => {
  try {
    parseCell(said);
    return true;
  } catch (error) {
    if (error instanceof GatehouseError) return false;
    throw error;
  }
};

const routeTerm = (said: string): string => {
  if (said.includes(".")) return `route=${said}`;
  return said.includes("/") ? `toolchain=${said}` : `language=${said}`;
};

/** Filters for a cell by its whole name, or by WORKLOAD/CASE,LANGUAGE,RUNTIME, of which the last parts may be missing. */
export const cellTerms = (said: string): readonly string[] => {
  if (isWhole(said)) return [said];
  const [name = "", route, lane, ...more] = said.split(",");
  if (name === "" || more.length > 0)
    throw new GatehouseError("cell/malformed", `not a cell: ${JSON.stringify(said)}`, {
      hint: "write WORKLOAD/CASE,LANGUAGE,RUNTIME; LANGUAGE may be a route, RUNTIME a release or a lane",
    });
  return [name.includes("/") ? `case=${name}` : `workload=${name}`, ...(route ? [routeTerm(route)] : []), ...(lane ? [laneTerm(lane)] : [])];
};

/** The same cell in a lane that is named by runtime, release or text. */
export const termsIn = ({ id }: Pick<PlannedCell, "id">, lane: string): readonly string[] => [
  `case=${id.workload}/${id.case}`,
  `route=${printRoute(id)}`,
  laneTerm(lane),
];

const shown = 10;

/** A cell that some filters select alone, with the selection that it stands in. */
export interface Found {
  readonly selection: Selection;
  readonly cell: PlannedCell;
}

/** What a cell must be able to do, in words that go on from "cells that"; `refuse` says why one is not. Codes of errors begin with the command. */
export interface Wanted {
  readonly command: string;
  readonly able: (cell: PlannedCell) => boolean;
  readonly words: string;
  readonly refuse: (cell: PlannedCell) => GatehouseError;
}

/** Finds the one cell that filters select and that is wanted. Throws a GatehouseError where there is none, or several. */
export const findOne = async (work: Work, said: string, terms: readonly string[], { command, able, words, refuse }: Wanted): Promise<Found> => {
  const selection = await select(work.session, laneProfile(terms), parseFilter(terms), work.progress);
  const all = selection.cells.filter(({ workload }) => workload.manifest.kind !== "trust");
  const fitting = withoutFurther(
    work.session.catalog,
    all.filter((cell) => cell.inexpressible === undefined && able(cell)),
    ({ id }) => id,
  );
  const [cell] = fitting;
  if (cell && fitting.length === 1) return { selection, cell };
  if (cell)
    throw new GatehouseError(`${command}/several`, `${JSON.stringify(said)} fits ${fitting.length} cells that ${words}`, {
      hint: "name one of them:",
      more: fitting.slice(0, shown).map(({ text }) => text),
    });
  const [first] = all;
  if (first?.inexpressible !== undefined)
    throw new GatehouseError(`${command}/inexpressible`, `${first.text} cannot be set up: ${first.inexpressible}`, { hint: "name another runtime" });
  if (first) throw refuse(first);
  throw new GatehouseError(`${command}/unknown`, `no cell here is ${JSON.stringify(said)}`, {
    hint: "`gatehouse run --list WORKLOAD` lists cells; `gatehouse doctor` tells what is missing",
  });
};

/** Finds the one cell that filters select and that can be traced. Throws a GatehouseError where there is none, or several. */
export const findTraceable = (work: Work, said: string, terms: readonly string[]): Promise<Found> =>
  findOne(work, said, terms, {
    command: "trace",
    able: (cell) => {
      const target = laneTarget(cell.lane, cell.id.target);
      return target !== undefined && canTrace(target);
    },
    words: "can be traced",
    refuse: (cell) =>
      new GatehouseError("trace/no-mode", `${cell.lane.text} does not tell the calls of its guests`, {
        hint: "trace the cell in a runtime that has the mode trace, such as those of `gatehouse coverage`",
      }),
  });
