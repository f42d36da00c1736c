import type { BuildResult } from "../build/build.ts";
import { type Ground, observe, type ReadyCase } from "../engine/observe.ts";
import { builtCell, type Readier } from "../engine/ready.ts";
import { judge } from "../judge/judge.ts";
import type { Launcher } from "../launch/launcher.ts";
import type { Fault } from "../model/fault.ts";
import type { CaseLine, Verdict } from "../model/generated/journal.ts";
import { printLane } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { type Told, tapped } from "./tap.ts";

/** What running cells takes. */
export interface CellGround {
  readonly builds: ReadonlyMap<string, Promise<BuildResult>>;
  readonly readier: Readier;
  readonly cases: ReadonlyMap<string, CaseLine>;
  readonly folders: Ground["folders"];
  readonly launcher: Launcher;
  /** A name that no other sandbox of the run has. */
  readonly nextName: () => string;
}

/** A cell that is ready to run, in the lane without a fault. */
export interface ReadyCell {
  readonly cell: PlannedCell;
  readonly ready: ReadyCase;
  readonly artifact: string;
}

/** What came of a cell. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly wallMs: number;
  readonly told: Told;
}

/** The lane with a fault switched on: one of its variants. */
export const faultyLane = (lane: Lane, { id, about }: Fault): Lane => {
  const own = { ...lane.id, variant: id };
  return { ...lane, id: own, text: printLane(own), runtime: { ...lane.runtime, variant: { [id]: { about, argv: [`--fault=${id}`] } } } };
};

/** Builds and prepares a cell; undefined where that cannot be. */
export const readyCell = async (cell: PlannedCell, { builds, readier }: CellGround): Promise<ReadyCell | undefined> => {
  if (cell.inexpressible !== undefined) return undefined;
  const built = await builtCell(cell, builds);
  if ("state" in built) return undefined;
  const ready = await readier.ready(cell, built);
  return "state" in ready ? undefined : { cell, ready, artifact: built.artifact };
};

const placed = (ready: ReadyCase, lane: Lane | undefined, mostMs: number | undefined): ReadyCase => {
  const { limits } = ready.case;
  const timeMs = Math.min(limits.timeMs, mostMs ?? limits.timeMs);
  return {
    ...ready,
    case: { ...ready.case, limits: { ...limits, timeMs } },
    programs: lane ? (ready.programs.map((program) => ({ ...program, lane })) as [ReadyCase["programs"][0], ...ReadyCase["programs"]]) : ready.programs,
  };
};

/** Runs a cell once and judges it: in its own lane, or in another one. `mostMs` shortens its limit of time. */
export const runCell = async (own: ReadyCell, ground: CellGround, lane?: Lane, mostMs?: number): Promise<Outcome> => {
  const { cell } = own;
  const line = ground.cases.get(`${cell.id.workload}/${cell.id.case}`);
  if (!line) throw new Error(`${cell.text} has no contract`);
  const calls = new Set<string>();
  let struck = 0;
  let broken: string | undefined;
  const launcher = tapped(ground.launcher, (told) => {
    for (const call of told.calls) calls.add(call);
    struck += told.struck;
    broken ??= told.broken;
  });
  const ready = placed(own.ready, lane, mostMs);
  const observations = await observe(ready, { folders: ground.folders, launcherOf: () => launcher }, ground.nextName);
  if (broken !== undefined) throw new Error(`${(lane ?? cell.lane).text}: ${broken}`);
  const grounds = { held: line.held, unclaimed: cell.unclaimed, mustFail: line.mustFail };
  const verdicts = observations.map((observation) => judge(observation, grounds));
  const verdict = verdicts.find(({ is }) => is !== "pass") ?? { is: "pass" as const };
  return { verdict, wallMs: observations.reduce((sum, { wallMs }) => sum + wallMs, 0), told: { calls: [...calls], struck } };
};
