import { select } from "../engine/select.js";
import { groundsOf } from "../judge/grounds.js";
import { GatehouseError } from "../model/errors.js";
import { printRelease } from "../model/ids.js";
import { parseFilter } from "../plan/filter.js";
import { profiles } from "../plan/profile.js";
import { asRecorded, isBad, withoutTrust } from "./hearing.js";
import { runBoth } from "./run-both.js";
import { wantedOf } from "./wanted.js";
const ofRelease = (cells, { release }) => cells.filter(({ id }) => printRelease(id.lane) === printRelease(release));
const checkUsable = (selection, side, role) => {
    const own = selection.unavailable.filter((line) => line.what === "lane" && line.id.startsWith(`${side.name}/`) && !line.id.startsWith(`${side.name}+`));
    const lacking = selection.lanes.some((lane) => printRelease(lane.id) === side.name) ? undefined : own[0]?.evidence.find((item) => !item.pass);
    if (lacking)
        throw new GatehouseError(`gate/${role}`, `the ${role} ${side.name} cannot be used: ${lacking.name}: ${lacking.info ?? "no"}`, { hint: lacking.hint });
};
const placeOf = ({ lane }) => `${lane.keep}:${lane.launcher}:${lane.accelerator ?? ""}-${lane.architecture}+${lane.variant ?? ""}`;
const subjectOf = (id) => `${id.workload}/${id.case},${id.language}/${id.toolchain}.${id.target}`;
/** What a record has of the cells to compare: where nothing was filtered out all in the same places, else those that were to run. */
export const recordedCells = (baseline, after, selection, terms) => {
    const places = new Set([...after.map(({ id }) => placeOf(id)), ...selection.lanes.map(({ id }) => placeOf({ lane: id }))]);
    const inPlace = baseline.cells.filter(({ id }) => places.has(placeOf(id)));
    if (terms.length === 0)
        return inPlace;
    const selected = new Set(selection.cells.map(({ id }) => subjectOf(id)));
    return inPlace.filter(({ id }) => selected.has(subjectOf(id)));
};
/** Runs a candidate, and beside it its baseline where that is not a record. Throws a GatehouseError where one has no lane here. */
export const runReleases = async (work, candidate, baseline, terms, options) => {
    const only = [candidate.candidate, ...(baseline.kind === "live" ? [baseline.candidate] : [])];
    const selection = await select(work.session, profiles[options.profile], parseFilter(terms), work.progress, only);
    checkUsable(selection, candidate, "candidate");
    if (baseline.kind === "live")
        checkUsable(selection, baseline, "baseline");
    const mine = (cell) => printRelease(cell.id.lane) === candidate.name;
    const { main, siblings, journals } = await runBoth(work, selection, options, terms, (cell) => mine(cell) && isBad(cell));
    const cells = withoutTrust(main.record);
    const after = ofRelease(cells, candidate);
    const before = baseline.kind === "live" ? ofRelease(cells, baseline) : recordedCells(baseline, after, selection, terms);
    const grounds = groundsOf(main.record, work.session.catalog);
    return {
        candidate: candidate.name,
        baseline: baseline.name,
        run: main.record.header.run,
        before,
        after,
        witnesses: [...cells, ...(baseline.kind === "live" ? [] : asRecorded(before)), ...(siblings ? withoutTrust(siblings.record) : [])],
        grounds,
        wanted: wantedOf(selection, selection.lanes.filter(({ id }) => printRelease(id) === candidate.name), work.session.catalog),
        journals: [...journals, ...(baseline.kind === "recorded" && baseline.journal ? [baseline.journal] : [])],
        sameArtifact: true,
        complete: main.record.complete && (baseline.kind === "live" || baseline.complete),
    };
};
