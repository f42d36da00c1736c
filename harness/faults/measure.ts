import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pLimit from "p-limit";
import type { BuildResult } from "../build/build.ts";
import { Schedule } from "../engine/schedule.ts";
import type { Selection } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import { type ReadyCell, type Workshop, withWorkshop } from "../engine/workshop.ts";
import { digestOf } from "../host/digest.ts";
import { writeAtomic } from "../host/files.ts";
import { defaultJobs } from "../host/machine.ts";
import { groundsOf } from "../judge/grounds.ts";
import { hexOf } from "../model/digest.ts";
import { GatehouseError } from "../model/errors.ts";
import { type Fault, type FaultAnswer, holdsUp } from "../model/fault.ts";
import type { ArtifactRow } from "../model/generated/journal.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { runCell } from "./cells.ts";
import { type Passing, type Search, seek } from "./seek.ts";

/** How faults are sought. */
export interface FaultOptions extends Pick<Search, "enough" | "isFinder"> {
  readonly jobs: number | undefined;
  /** Whether a fault is known to be found by a guest that waits in vain: whoever waits uses no core, and takes no job. */
  readonly isWaited: (fault: Fault) => boolean;
  /** Told once: how many cells pass without a fault. Gives the faults that are left. */
  readonly begin: (cells: number) => readonly Fault[];
  readonly answered: (answer: FaultAnswer) => void;
}

/** Estimated seconds of a piece of work when nothing is known of it yet; only their ratios matter, for the ETA. */
const estimates = { build: 1, pass: 0.2, fault: 0.5 };

/** Runs cells without a fault, and seeks each fault with those that pass. An interrupted search tells what it has. */
export const measureFaults = async (work: Work, selection: Selection, cells: readonly PlannedCell[], options: FaultOptions): Promise<void> => {
  const { session, progress } = work;
  const [lane] = selection.lanes;
  if (!lane) throw new GatehouseError("faults/no-lane", "the host with faults cannot run here", { hint: "the lines above say what is missing", exitCode: 3 });
  const jobs = options.jobs ?? defaultJobs();
  const artifacts: ArtifactRow[] = [];
  const built = ({ row }: BuildResult): number => artifacts.push({ ...row, worker: selection.offer.worker });
  const workshop = { what: "the search for faults", jobs, buildSeconds: estimates.build, built };
  await withWorkshop(work, selection, cells, workshop, async (own) => {
    progress.expect("pass", cells.length, estimates.pass);
    const limit = pLimit(jobs);
    const tried = await Promise.all(cells.map((cell) => limit(() => pass(cell, own, work, selection))));
    if (session.signal.aborted) return;
    const passing = tried.flatMap((each) => each ?? []);
    const grounds = groundsOf({ toolchains: selection.toolchains, artifacts }, session.catalog);
    const run: Search["run"] = (ready, where, mostMs) => runCell(own, ready, where, mostMs);
    const { enough, isFinder } = options;
    const search = { lane, passing, grounds, run, signal: session.signal, enough, isFinder, sharp: new Map<string, number>() };
    const faults = options.begin(passing.length);
    progress.expect("fault", faults.length, estimates.fault);
    const schedule = new Schedule(jobs);
    const one = async (fault: Fault): Promise<void> => {
      if (session.signal.aborted) return;
      const answer = await seek(fault, search);
      if (session.signal.aborted) return;
      options.answered(answer);
      progress.done("fault", fault.id);
    };
    await Promise.all(faults.map((fault) => schedule.run(holdsUp(fault) || options.isWaited(fault), () => one(fault))));
  });
};

type Passed = Pick<Passing, "wallMs" | "calls">;

// What a cell showed when it passed: from the store where nothing of it has changed; undefined where it does not pass.
const passedOf = async (own: ReadyCell, workshop: Workshop, { cases }: Selection, store: string): Promise<Passed | undefined> => {
  const { cell, artifact } = own;
  const contract = cases.get(`${cell.id.workload}/${cell.id.case}`)?.contract;
  const path = join(store, "passes", `${hexOf(digestOf(["passes", cell.lane.digest, artifact, contract]))}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as Passed;
  const { verdict, wallMs, told } = await runCell(workshop, own);
  if (verdict.is !== "pass") return undefined;
  const passed: Passed = { wallMs, calls: told.calls };
  writeAtomic(path, JSON.stringify(passed));
  return passed;
};

// A cell with what it calls; undefined where it does not pass.
const pass = async (cell: PlannedCell, workshop: Workshop, { session, progress }: Work, selection: Selection): Promise<Passing | undefined> => {
  if (session.signal.aborted) return undefined;
  const ready = await workshop.ready(cell);
  const passed = "why" in ready || session.signal.aborted ? undefined : await passedOf(ready, workshop, selection, session.store);
  progress.done("pass", cell.text);
  return !("why" in ready) && passed ? { ...ready, ...passed } : undefined;
};
