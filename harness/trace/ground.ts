import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BuildResult } from "../build/build.ts";
import { observe, type ReadyCase } from "../engine/observe.ts";
import { builtCell, Readier } from "../engine/ready.ts";
import type { Selection } from "../engine/select.ts";
import { startBuilds } from "../engine/start-builds.ts";
import type { Work } from "../engine/with-work.ts";
import { openNeighbour } from "../host/neighbour.ts";
import { closeInTime } from "../host/waits.ts";
import { judge } from "../judge/judge.ts";
import { StandbyLauncher } from "../launch/standby.ts";
import type { Observation, Verdict } from "../model/generated/journal.ts";
import type { Lane } from "../model/lane.ts";
import type { Told } from "../model/trace.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { closeScratch, openScratch } from "../run/scratch.ts";
import { callReader, hearing, tracing } from "./lane.ts";

/** A cell whose programs were built: it can be traced. */
export interface Traceable {
  readonly cell: PlannedCell;
  readonly ready: ReadyCase;
  readonly artifact: string;
}

/** A cell that was run once, with its calls by role. */
export interface TracedRun {
  readonly observation: Observation;
  readonly verdict: Verdict;
  readonly programs: Readonly<Record<string, Told>>;
}

const estimates = { build: 4, trace: 0.3 };

/** Where cells are traced: opened by `withTracer`. */
export class Tracer {
  readonly #selection: Selection;
  readonly #scratch: string;
  readonly #caches: string;
  readonly #launcherOf: (lane: Lane) => StandbyLauncher | ReturnType<Work["session"]["launcherOf"]>;
  readonly #builds: ReadonlyMap<string, Promise<BuildResult>>;
  readonly #readier: Readier;
  #next = 0;

  constructor({ session }: Work, selection: Selection, standby: StandbyLauncher, scratch: string, builds: Tracer["builds"]) {
    this.#selection = selection;
    this.#scratch = scratch;
    this.#caches = join(session.store, "engine-cache");
    this.#launcherOf = (lane) => (session.launcherOf(lane) === session.launcher ? standby : session.launcherOf(lane));
    this.#builds = builds;
    this.#readier = new Readier({ store: session.store, launcherOf: this.#launcherOf }, scratch);
    mkdirSync(join(scratch, "blobs"), { recursive: true });
  }

  get builds(): ReadonlyMap<string, Promise<BuildResult>> {
    return this.#builds;
  }

  /** A cell's programs, built and prepared; or why that cannot be. */
  async ready(cell: PlannedCell): Promise<Traceable | { readonly why: string }> {
    if (cell.inexpressible !== undefined) return { why: cell.inexpressible };
    const built = await builtCell(cell, this.#builds);
    if ("state" in built) {
      const { outcome } = (await (this.#builds.get(built.build) as Promise<BuildResult>)).row;
      return { why: `it does not build: ${outcome.state === "failed" ? outcome.message : ""}` };
    }
    const ready = await this.#readier.ready(cell, built);
    if ("state" in ready) return { why: ready.state === "unprepared" ? ready.detail : "it does not build" };
    return { cell, ready, artifact: built.artifact };
  }

  /** Runs a cell once; so many calls of each program are told whole. */
  async run({ cell, ready }: Traceable, calls: number): Promise<TracedRun> {
    const line = this.#selection.cases.get(`${cell.id.workload}/${cell.id.case}`);
    if (!line) throw new Error(`${cell.text} has no contract`);
    const names: string[] = [];
    const told = new Map<string, Told>();
    const readers = new Map(await Promise.all(ready.programs.map(async (program) => [program.lane, await callReader(program)] as const)));
    const nextName = (): string => {
      const name = `trace-${this.#next++}`;
      names.push(name);
      return name;
    };
    const launcherOf = (lane: Lane) =>
      hearing(this.#launcherOf(lane), readers.get(lane) ?? (() => undefined), (sandbox, own) => {
        if (!told.has(sandbox)) told.set(sandbox, own);
      });
    const folders = { scratch: this.#scratch, blobs: join(this.#scratch, "blobs"), caches: this.#caches };
    const observations = await observe(tracing(ready, calls), { folders, launcherOf }, nextName);
    const grounds = { held: line.held, unclaimed: cell.unclaimed, mustFail: line.mustFail };
    const verdicts = observations.map((observation) => judge(observation, grounds));
    const [first] = names;
    const programs = ready.programs.flatMap(({ role }): [string, Told][] => {
      const own = told.get(`${first}-${role}`) ?? (ready.programs.length === 1 ? told.get(first ?? "") : undefined);
      return own ? [[role, own]] : [];
    });
    const verdict = verdicts.find(({ is }) => is !== "pass") ?? (verdicts[0] as Verdict);
    return { observation: observations[0], verdict, programs: Object.fromEntries(programs) };
  }
}

/** Opens what tracing a selection's cells takes, builds them, and closes it however `use` ends. */
export const withTracer = async <T>(
  work: Work,
  selection: Selection,
  cells: readonly PlannedCell[],
  jobs: number,
  use: (tracer: Tracer) => Promise<T>,
): Promise<T> => {
  const { session, launcher, progress } = work;
  const scratch = openScratch(join(session.store, "tmp"));
  const standby = new StandbyLauncher(launcher, scratch, jobs);
  const closeNeighbour = cells.some((cell) => cell.case.neighbour) ? await openNeighbour() : () => {};
  try {
    const builds = startBuilds(session, cells, selection.toolchains, {
      launcher,
      jobs,
      expect: (names) => progress.expect("build", names.length, estimates.build),
      done: ({ row }) => progress.done("build", row.build),
    });
    progress.expect("trace", cells.length, estimates.trace);
    return await use(new Tracer(work, selection, standby, scratch, builds));
  } finally {
    progress.clear();
    closeNeighbour();
    await closeInTime("the trace", (waits) => standby.close(waits)).finally(() => closeScratch(scratch));
  }
};
