import type { LiveSide } from "../engine/named-release.ts";
import { type Selection, select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import type { CellRecord } from "../judge/fold.ts";
import { groundsOf } from "../judge/grounds.ts";
import { GatehouseError } from "../model/errors.ts";
import { type CellId, printRelease } from "../model/ids.ts";
import { parseFilter } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { asRecorded, type Hearing, type HearingOptions, isBad, withoutTrust } from "./hearing.ts";
import { runBoth } from "./run-both.ts";
import type { GateSide, RecordedSide } from "./sides.ts";
import { wantedOf } from "./wanted.ts";

const ofRelease = (cells: readonly CellRecord[], { release }: LiveSide): CellRecord[] =>
  cells.filter(({ id }) => printRelease(id.lane) === printRelease(release));

const checkUsable = (selection: Selection, side: LiveSide, role: string): void => {
  const own = selection.unavailable.filter((line) => line.what === "lane" && line.id.startsWith(`${side.name}/`) && !line.id.startsWith(`${side.name}+`));
  const lacking = selection.lanes.some((lane) => printRelease(lane.id) === side.name) ? undefined : own[0]?.evidence.find((item) => !item.pass);
  if (lacking)
    throw new GatehouseError(`gate/${role}`, `the ${role} ${side.name} cannot be used: ${lacking.name}: ${lacking.info ?? "no"}`, { hint: lacking.hint });
};

const placeOf = ({ lane }: Pick<CellId, "lane">): string =>
  `${lane.keep}:${lane.launcher}:${lane.accelerator ?? ""}-${lane.architecture}+${lane.variant ?? ""}`;

const subjectOf = (id: CellId): string => `${id.workload}/${id.case},${id.language}/${id.toolchain}.${id.target}`;

/** What a record has of the cells to compare: where nothing was filtered out all in the same places, else those that were to run. */
export const recordedCells = (
  baseline: Pick<RecordedSide, "cells">,
  after: readonly Pick<CellRecord, "id">[],
  selection: { readonly lanes: readonly Pick<Selection["lanes"][number], "id">[]; readonly cells: readonly Pick<Selection["cells"][number], "id">[] },
  terms: readonly string[],
): CellRecord[] => {
  const places = new Set([...after.map(({ id }) => placeOf(id)), ...selection.lanes.map(({ id }) => placeOf({ lane: id }))]);
  const inPlace = baseline.cells.filter(({ id }) => places.has(placeOf(id)));
  if (terms.length === 0) return inPlace;
  const selected = new Set(selection.cells.map(({ id }) => subjectOf(id)));
  return inPlace.filter(({ id }) => selected.has(subjectOf(id)));
};

/** Runs a candidate, and beside it its baseline where that is not a record. Throws a GatehouseError where one has no lane here. */
export const runReleases = async (work: Work, candidate: LiveSide, baseline: GateSide, terms: readonly string[], options: HearingOptions): Promise<Hearing> => {
  const only = [candidate.candidate, ...(baseline.kind === "live" ? [baseline.candidate] : [])];
  const selection = await select(work.session, profiles[options.profile], parseFilter(terms), work.progress, { releases: only });
  checkUsable(selection, candidate, "candidate");
  if (baseline.kind === "live") checkUsable(selection, baseline, "baseline");
  const mine = (cell: CellRecord): boolean => printRelease(cell.id.lane) === candidate.name;
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
    wanted: wantedOf(
      selection,
      selection.lanes.filter(({ id }) => printRelease(id) === candidate.name),
      work.session.catalog,
    ),
    journals: [...journals, ...(baseline.kind === "recorded" && baseline.journal ? [baseline.journal] : [])],
    sameArtifact: true,
    complete: main.record.complete && (baseline.kind === "live" || baseline.complete),
  };
};
