import { measureSelection } from "../bench/record.js";
import { select } from "../engine/select.js";
import { checkUsable } from "../engine/usable.js";
import { timeChanges } from "../measure/changes.js";
import { startWorkload } from "../measure/series.js";
import { isMeasured } from "../model/catalog.js";
import { gatehouseWords } from "../model/command.js";
import { GatehouseError } from "../model/errors.js";
import { printRelease, printRoute } from "../model/ids.js";
import { parseFilter } from "../plan/filter.js";
import { profiles } from "../plan/profile.js";
const profile = { ...profiles.full, measured: true };
/** Whether a cell is a benchmark that can be measured; the no-op by which start is told is none. */
export const isTimed = ({ workload, id, inexpressible }) => isMeasured(workload, id.case) && id.workload !== startWorkload && inexpressible === undefined;
/** Selects the benchmarks that a filter leaves. Throws a GatehouseError where there is none: nothing would be measured. */
export const selectTimes = async (work, candidate, baseline, terms) => {
    const sides = [candidate, baseline];
    const selection = await select(work.session, profile, parseFilter(terms), work.progress, sides.map((side) => side.candidate));
    checkUsable(selection, sides);
    if (!selection.cells.some(isTimed))
        throw new GatehouseError("gate/bench", "the filter leaves no benchmark", { hint: "widen it, or leave --bench out" });
    return { selection, candidate, baseline, terms };
};
/** A benchmark as the gate takes it, with the command that measures both sides again. */
export const toTimed = ({ id, text }, catalog, { candidate, baseline }) => ({
    subject: `${id.workload}/${id.case},${printRoute(id)}`,
    cell: text,
    language: id.language,
    tier: catalog.languages.get(id.language)?.manifest.tier ?? 3,
    again: [
        ...[...gatehouseWords, "bench", `case=${id.workload}/${id.case}`, `route=${printRoute(id)}`],
        ...["--candidate", candidate.name, "--baseline", baseline.name],
    ],
});
/** Measures both sides in turn, until each benchmark is decided or the seconds of the budget are spent. */
export const measureTimes = async (work, sides, policy, budget) => {
    const how = { profile, terms: sides.terms, cache: "warm", rounds: 10, budget, baseline: sides.baseline.name, least: policy.times.least };
    const measured = await measureSelection(work, sides.selection, { ...how, fuel: true, native: false, compile: false });
    const planned = sides.selection.cells
        .filter((cell) => isTimed(cell) && printRelease(cell.id.lane) === sides.candidate.name)
        .map((cell) => toTimed(cell, work.session.catalog, sides));
    return { planned, changes: measured ? timeChanges(measured.report) : [], complete: measured?.report.complete ?? false, path: measured?.path };
};
