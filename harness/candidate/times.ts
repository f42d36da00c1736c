import { measureSelection } from "../bench/record.ts";
import type { LiveSide } from "../engine/named-release.ts";
import { type Selection, select } from "../engine/select.ts";
import { checkUsable } from "../engine/usable.ts";
import type { Work } from "../engine/with-work.ts";
import type { TimedCase, Times } from "../gate/times.ts";
import { timeChanges } from "../measure/changes.ts";
import { startWorkload } from "../measure/series.ts";
import { type Catalog, isMeasured, type Port, tierOf } from "../model/catalog.ts";
import { gatehouseWords } from "../model/command.ts";
import { GatehouseError } from "../model/errors.ts";
import { type CellId, printCell, printRelease, printRoute } from "../model/ids.ts";
import type { Policy } from "../model/policy.ts";
import { parseFilter } from "../plan/filter.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { everything, type Profile } from "../plan/profile.ts";

/** Benchmarks of both sides, ready to be measured. */
export interface TimedSides {
  readonly selection: Selection;
  readonly candidate: LiveSide;
  readonly baseline: LiveSide;
  readonly terms: readonly string[];
}

const profile: Profile = { ...everything, measured: true };

/** Whether a cell is a benchmark that can be measured. */
export const isTimed = ({ workload, id, inexpressible }: Pick<PlannedCell, "workload" | "id" | "inexpressible">): boolean =>
  isMeasured(workload, id.case) && inexpressible === undefined;

/** Selects the benchmarks that a filter leaves. Throws a GatehouseError where there is none: nothing would be measured. */
export const selectTimes = async (work: Work, candidate: LiveSide, baseline: LiveSide, terms: readonly string[]): Promise<TimedSides> => {
  const sides = [candidate, baseline];
  const selection = await select(work.session, profile, parseFilter(terms), work.progress, { releases: sides.map((side) => side.candidate) });
  checkUsable(selection, sides);
  if (!selection.cells.some(isTimed)) throw new GatehouseError("gate/bench", "the filter leaves no benchmark", { hint: "widen it, or leave --bench out" });
  return { selection, candidate, baseline, terms };
};

/** A benchmark as the gate takes it, with the command that measures both sides again. */
export const toTimed = (
  { id, text }: Pick<PlannedCell, "id" | "text">,
  catalog: Catalog,
  { candidate, baseline }: Readonly<Record<"candidate" | "baseline", Pick<LiveSide, "name">>>,
): TimedCase => ({
  subject: `${id.workload}/${id.case},${printRoute(id)}`,
  cell: text,
  language: id.language,
  tier: tierOf(catalog, id),
  again: [
    ...[...gatehouseWords, "bench", `case=${id.workload}/${id.case}`, `route=${printRoute(id)}`],
    ...["--candidate", candidate.name, "--baseline", baseline.name],
  ],
});

// The no-op runs beside every benchmark, and tells what starting takes: it is judged as well.
const noopOf = (id: CellId, catalog: Catalog): CellId[] => {
  const noop = catalog.workloads.get(startWorkload);
  const isPort = ({ language, target }: Port): boolean => language === id.language && (target ?? id.target) === id.target;
  return noop?.ports.some(isPort) ? noop.cases.map((entry) => ({ ...id, workload: startWorkload, case: entry.id })) : [];
};

/** Measures both sides in turn, until each benchmark is decided or the seconds of the budget are spent. */
export const measureTimes = async (
  work: Work,
  sides: TimedSides,
  policy: Policy,
  budget: number | undefined,
): Promise<Times & { readonly path: string | undefined }> => {
  const how = { profile, terms: sides.terms, cache: "warm", rounds: 10, budget, baseline: sides.baseline.name, least: policy.times.least } as const;
  const measured = await measureSelection(work, sides.selection, { ...how, fuel: true, native: false, compile: false });
  const { catalog } = work.session;
  const own = sides.selection.cells.filter((cell) => isTimed(cell) && printRelease(cell.id.lane) === sides.candidate.name).map(({ id }) => id);
  const all = [...own, ...own.flatMap((id) => noopOf(id, catalog))].map((id) => ({ id, text: printCell(id) }));
  const planned = [...new Map(all.map((cell) => [cell.text, cell])).values()].map((cell) => toTimed(cell, catalog, sides));
  return { planned, changes: measured ? timeChanges(measured.report) : [], complete: measured?.report.complete ?? false, path: measured?.path };
};
