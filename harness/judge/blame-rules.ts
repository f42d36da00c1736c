import { candidateSuffix, type LaneId, printLane, printRelease, printRoute } from "../model/ids.ts";
import type { Blame } from "../model/words.ts";
import type { BlameGrounds, Witness } from "./witness.ts";

/** Whether a cell passed. */
export const passes = (cell: Witness): boolean => cell.state.is === "judged" && cell.state.verdict.is === "pass";

/** The cause of a failure; undefined where nothing failed. */
export const causeOf = (cell: Witness): string | undefined =>
  cell.state.is === "judged" && cell.state.verdict.is === "fail" ? cell.state.verdict.cause : undefined;

/** A release in a variant. */
export const engineOf = (lane: LaneId): string => `${printRelease(lane)}${lane.variant ? `+${lane.variant}` : ""}`;

/** A Keep with the way into it. */
export const placeOf = (lane: LaneId): string => `${lane.keep}:${lane.launcher}${lane.accelerator ? `:${lane.accelerator}` : ""}-${lane.architecture}`;

/** The places of roles that ran in another Keep. */
export const othersOf = (cell: Witness): string =>
  Object.entries(cell.elsewhere ?? {})
    .map(([role, lane]) => `${role} ${placeOf(lane)}`)
    .sort()
    .join();

const isBuilt = (cell: Witness): boolean => cell.state.is === "judged" && cell.state.verdict.is !== "broken" && causeOf(cell) !== "build";

// A compiler on trial beside the one that it is to replace: the same source, in the same lane.
const byTrial = (cell: Witness, siblings: readonly Witness[]): Blame | undefined => {
  const { id } = cell;
  if (!id.toolchain.endsWith(candidateSuffix)) return undefined;
  const route = printRoute({ ...id, toolchain: id.toolchain.slice(0, -candidateSuffix.length) });
  const baseline = siblings.filter((other) => printRoute(other.id) === route && printLane(other.id.lane) === printLane(id.lane));
  const unbuilt = causeOf(cell) === "build";
  if (!baseline.some(unbuilt ? isBuilt : passes)) return undefined;
  return { on: "toolchain", because: [unbuilt ? `${route} builds the same source` : `the same source passes by ${route}, in the same lane`] };
};

// The same bytes, in the same Keep, on the same day, in another release of the engine.
const byBaseline = ({ id: { lane }, artifact, ...cell }: Witness, siblings: readonly Witness[]): Blame | undefined => {
  const isBaseline = (other: Witness): boolean =>
    passes(other) &&
    !other.recorded &&
    artifact !== undefined &&
    other.artifact === artifact &&
    other.id.lane.runtime === lane.runtime &&
    other.id.lane.variant === lane.variant &&
    engineOf(other.id.lane) !== engineOf(lane) &&
    placeOf(other.id.lane) === placeOf(lane) &&
    othersOf(other) === othersOf({ id: { ...other.id, lane }, artifact, ...cell });
  const baseline = siblings.find(isBaseline);
  return baseline && { on: "runtime", because: [`the same artifact passes in ${printLane(baseline.id.lane)}`] };
};

const byClaim = (cell: Witness, { claim }: BlameGrounds): Blame | undefined => {
  if (cell.state.is !== "judged" || cell.state.verdict.is !== "unsupported") return undefined;
  const { capability, proof } = cell.state.verdict;
  return { on: "runtime", because: [...(claim ? [claim(cell, capability)] : []), `its proof: ${proof}`] };
};

// Whoever ran into it, no other cell tells whether it wants more than it should.
const byLimit = (cell: Witness): Blame | undefined =>
  causeOf(cell) === "limit" && cell.state.is === "judged" && cell.state.verdict.is === "fail"
    ? { on: "nobody", because: [cell.state.verdict.detail] }
    : undefined;

/** The blame where one sibling or one claim decides by itself; undefined where suspects have to be struck out. */
export const settled = (cell: Witness, siblings: readonly Witness[], grounds: BlameGrounds): Blame | undefined => {
  const { state } = cell;
  if (state.is === "lost") return { on: "harness", because: ["the journal has no row of it"] };
  if (state.is === "judged" && state.verdict.is === "broken") return { on: "harness", because: [`the harness broke at ${state.verdict.stage}`] };
  const route = printRoute(cell.id);
  return (
    byTrial(cell, siblings) ??
    byBaseline(
      cell,
      siblings.filter((other) => printRoute(other.id) === route),
    ) ??
    byLimit(cell) ??
    byClaim(cell, grounds)
  );
};
