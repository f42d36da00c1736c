import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BuildResult } from "../build/build.ts";
import { openNeighbour } from "../host/neighbour.ts";
import { PipeStock } from "../host/pipes.ts";
import { closeInTime } from "../host/waits.ts";
import { judge } from "../judge/judge.ts";
import type { Launcher } from "../launch/launcher.ts";
import { StandbyLauncher } from "../launch/standby.ts";
import type { Observation, Verdict } from "../model/generated/journal.ts";
import type { Lane } from "../model/lane.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { closeScratch, openScratch } from "../run/scratch.ts";
import { observe, type ReadyCase } from "./observe.ts";
import { builtCell, Readier } from "./ready.ts";
import type { Selection } from "./select.ts";
import { startBuilds } from "./start-builds.ts";
import type { Work } from "./with-work.ts";

/** A cell whose programs were built and prepared: it can run. */
export interface ReadyCell {
  readonly cell: PlannedCell;
  readonly ready: ReadyCase;
  readonly artifact: string;
}

/** What came of a cell that ran once. */
interface CellOutcome {
  readonly observations: readonly [Observation, ...Observation[]];
  /** The first one that is no pass, of two observations. */
  readonly verdict: Verdict;
}

/** What a workshop does. */
export interface WorkshopOptions {
  /** What it is for, as somebody reads who waits for its end. */
  readonly what: string;
  readonly jobs: number;
  /** Estimated seconds of a build; only its ratio to other work matters. */
  readonly buildSeconds: number;
  readonly built?: (result: BuildResult) => void;
  /** Whether what engines compile stays in the store; absent: yes. */
  readonly keeps?: boolean;
}

/** Where cells run outside of any journal: builds, a scratch folder, and engines that stand by. */
export interface Workshop {
  /** A cell's programs, built and prepared; or why that cannot be. */
  readonly ready: (cell: PlannedCell) => Promise<ReadyCell | { readonly why: string }>;
  /**
   * Runs a cell once, and judges it. `as` stands in the place of its ready case; `through` gives each lane's launcher a
   * wrapper; `name` is told the names of sandboxes.
   */
  readonly run: (
    own: ReadyCell,
    how: { readonly as?: ReadyCase; readonly through: Through; readonly name?: (sandbox: string) => void },
  ) => Promise<CellOutcome>;
}

type Through = (launcher: Launcher, lane: Lane) => Launcher;

type Builds = ReadonlyMap<string, Promise<BuildResult>>;

/** A cell, built and prepared; or why that cannot be. */
export const readyCell = async (cell: PlannedCell, builds: Builds, readier: Pick<Readier, "ready">): Promise<ReadyCell | { readonly why: string }> => {
  if (cell.inexpressible !== undefined) return { why: cell.inexpressible };
  const built = await builtCell(cell, builds);
  if ("state" in built) {
    const { outcome } = (await (builds.get(built.build) as Promise<BuildResult>)).row;
    return { why: `it does not build: ${outcome.state === "failed" ? outcome.message : ""}` };
  }
  const ready = await readier.ready(cell, built);
  if ("state" in ready) return { why: ready.state === "unprepared" ? ready.detail : "it does not build" };
  return { cell, ready, artifact: built.artifact };
};

const makeWorkshop = ({ session }: Work, { cases }: Selection, standby: Launcher, scratch: string, builds: Builds, caches: string): Workshop => {
  const launcherOf = (lane: Lane): Launcher => (session.launcherOf(lane) === session.launcher ? standby : session.launcherOf(lane));
  const readier = new Readier({ store: session.store, launcherOf }, scratch);
  const folders = { scratch, blobs: join(scratch, "blobs"), caches, pipes: new PipeStock(scratch) };
  mkdirSync(folders.blobs, { recursive: true });
  let sandboxes = 0;
  return {
    ready: (cell) => readyCell(cell, builds, readier),
    run: async ({ cell, ready }, { as = ready, through, name }) => {
      const line = cases.get(`${cell.id.workload}/${cell.id.case}`);
      if (!line) throw new Error(`${cell.text} has no contract`);
      const nextName = (): string => {
        const own = `cell-${sandboxes++}`;
        name?.(own);
        return own;
      };
      const observations = await observe(as, { folders, launcherOf: (lane) => through(launcherOf(lane), lane) }, nextName);
      const grounds = { held: line.held, unclaimed: cell.unclaimed, mustFail: line.mustFail };
      const verdicts = observations.map((observation) => judge(observation, grounds));
      return { observations, verdict: verdicts.find(({ is }) => is !== "pass") ?? (verdicts[0] as Verdict) };
    },
  };
};

/** Opens what running cells of a selection takes, begins to build them, and closes it however `use` ends. */
export const withWorkshop = async <T>(
  work: Work,
  selection: Selection,
  cells: readonly PlannedCell[],
  { what, jobs, buildSeconds, built, keeps = true }: WorkshopOptions,
  use: (workshop: Workshop) => Promise<T>,
): Promise<T> => {
  const { session, launcher, progress } = work;
  const scratch = openScratch(join(session.store, "tmp"));
  const standby = new StandbyLauncher(launcher, scratch, jobs);
  const closeNeighbour = cells.some((cell) => cell.case.neighbour) ? await openNeighbour() : () => {};
  try {
    const builds = startBuilds(session, cells, selection.toolchains, {
      launcher,
      jobs,
      expect: (names) => progress.expect("build", names.length, buildSeconds),
      done: (result) => {
        built?.(result);
        progress.done("build", result.row.build, result.row.reused);
      },
    });
    const caches = join(keeps ? session.store : scratch, "engine-cache");
    return await use(makeWorkshop(work, selection, standby, scratch, builds, caches));
  } finally {
    progress.clear();
    closeNeighbour();
    await closeInTime(what, (waits) => standby.close(waits)).finally(() => closeScratch(scratch));
  }
};
