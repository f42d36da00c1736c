import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { scriptHint } from "../host/candidate.ts";
import { currentDay } from "../host/clock.ts";
import { checkAgain } from "../host/installed.ts";
import { defaultJobs } from "../host/machine.ts";
import { openNeighbour } from "../host/neighbour.ts";
import { PipeStock } from "../host/pipes.ts";
import { closeInTime, EndWatch } from "../host/waits.ts";
import { foreignImports } from "../judge/imports.ts";
import { hangs, mayFlake } from "../judge/standing.ts";
import { StandbyLauncher } from "../launch/standby.ts";
import type { Catalog } from "../model/catalog.ts";
import { parseBuild, parseCell } from "../model/ids.ts";
import { printable } from "../model/text.ts";
import type { ProfileName } from "../model/words.ts";
import { shuffle } from "../plan/order.ts";
import type { Shard } from "../plan/shard.ts";
import type { JournalText } from "../record/read.ts";
import { recordedTimes } from "../record/times.ts";
import type { Progress } from "../report/progress.ts";
import { replay, type Subscriber, toAudience } from "../report/subscriber.ts";
import { closeScratch, openScratch } from "../run/scratch.ts";
import { containedOf } from "./offer.ts";
import { openRun, type RunWords } from "./open-run.ts";
import { reuseNothing, reuseOf } from "./reuse.ts";
import type { Selection } from "./select.ts";
import { startBuilds } from "./start-builds.ts";
import type { Work } from "./with-work.ts";
import { work as answer } from "./work.ts";

/** How a selection is carried out, and what its journal says of it. */
export interface CarryOptions extends Pick<RunWords, "trial" | "gate" | "beside"> {
  readonly profile: ProfileName;
  readonly terms: readonly string[];
  readonly jobs: number | undefined;
  /** How often each cell is tried. */
  readonly repeat: number;
  /** Seed of another order of cells; undefined: the plan's. */
  readonly shuffle: number | undefined;
  /** The part of the agenda that the selection holds; undefined: the whole. */
  readonly shard?: Shard | undefined;
  /** An earlier run whose rows stand for this one's where nothing has changed. */
  readonly reuse?: JournalText | undefined;
  /** They hear each line of the journal as it is written; where a run goes on, its earlier lines first. */
  readonly subscribers?: readonly Subscriber[];
}

/** Estimated seconds of a piece of work that no run tells of; only their ratios matter, for the ETA. */
const estimates = { build: 4, run: 0.08 };

// Names of modules that the engine loads beside the programs of a workload.
const besideOf = (catalog: Catalog, workload: string): ReadonlySet<string> =>
  new Set(
    (catalog.workloads.get(workload)?.cases ?? []).flatMap(({ programs }) => Object.values(programs).flatMap(({ preload = {} }) => Object.keys(preload))),
  );

const progressOf = (progress: Progress, catalog: Catalog): Subscriber => ({
  name: "progress",
  line: (line) => {
    if (line.kind === "row") progress.done("run", line.cell, line.state !== "ran" || line.reused !== undefined);
    if (line.kind !== "artifact") return;
    progress.done("build", line.build, line.reused);
    const { workload, target } = parseBuild(line.build);
    const beside = besideOf(catalog, workload);
    const foreign = line.outcome.state === "built" ? foreignImports(catalog.targets.get(target), line.outcome.imports) : [];
    const missing = foreign.filter((name) => !beside.has(name.split("#")[0] as string));
    if (missing.length > 0) progress.note(printable(`${line.build} imports what no host of its target has to provide: ${missing.join(", ")}`));
  },
});

/** Builds and runs a selection's cells, each fact into a journal; returns the run's name. */
export const carryOut = async (work: Work, selection: Selection, options: CarryOptions, before?: JournalText): Promise<string> => {
  const { root, session, launcher, progress, known } = work;
  const jobs = options.jobs ?? defaultJobs();
  const note = (text: string): void => progress.note(text);
  if (before) replay(before.lines, toAudience(options.subscribers ?? [], note));
  const audience = toAudience([progressOf(progress, session.catalog), ...(options.subscribers ?? [])], note);
  const words = {
    profile: options.profile,
    terms: options.terms,
    jobs,
    supervised: launcher.supervised,
    contained: containedOf(launcher),
    shard: options.shard,
    trial: options.trial,
    gate: options.gate,
    beside: options.beside,
  };
  const { header, worker, journal, folder, cells } = openRun({ ...session, root }, selection, words, before, (line) => replay([line], audience));
  const blobs = join(folder, "blobs");
  mkdirSync(blobs, { recursive: true });
  const scratch = openScratch(join(session.store, "tmp"));
  const standby = new StandbyLauncher(launcher, scratch, jobs);
  const closeNeighbour = cells.some((cell) => cell.case.neighbour) ? await openNeighbour() : () => {};
  const today = currentDay();
  const times = recordedTimes(root, new Set(cells.map(({ id }) => `${id.workload}/${id.case}`)));
  progress.expectEach(
    "run",
    cells.map(({ text }) => [text, times.cell(text) ?? estimates.run]),
  );
  const counted = new Set(cells.filter(({ workload }) => workload.manifest.kind !== "trust").map(({ text }) => text));
  const failing = new Set<string>();
  const ending = new EndWatch(cells.length, "the worker, whose cells all have rows");
  try {
    const answered = answer({
      cells: options.shuffle === undefined ? cells : shuffle(cells, options.shuffle),
      cases: selection.cases,
      builds: startBuilds(session, cells, selection.toolchains, {
        launcher,
        jobs,
        expect: (builds) =>
          progress.expectEach(
            "build",
            builds.map((build) => [build, times.build(build) ?? estimates.build]),
          ),
        done: (result) => journal.append({ ...result.row, worker: worker.id }),
      }),
      folders: { scratch, blobs, caches: join(session.store, "engine-cache"), pipes: new PipeStock(scratch) },
      store: session.store,
      launcherOf: (lane) => (session.launcherOf(lane) === launcher ? standby : session.launcherOf(lane)),
      jobs,
      signal: session.signal,
      repeat: options.repeat,
      reuse: options.repeat > 1 ? reuseNothing : reuseOf(options.reuse, header, worker, selection.cases),
      mayFlake: ({ text }) => mayFlake(text, known, today),
      waits: ({ text, id }) => hangs(text, id.lane, known, today),
      emit: (row) => {
        journal.append({ ...row, worker: worker.id });
        if (counted.has(row.cell) && (row.state !== "ran" || row.verdict.is !== "pass")) failing.add(parseCell(row.cell).lane.version);
        ending.give();
      },
    });
    await ending.watch(answered);
    await checkAgain();
    journal.close(work.interrupted());
  } finally {
    closeNeighbour();
    journal.leave();
    await closeInTime("the run", (waits) => standby.close(waits)).finally(() => closeScratch(scratch));
  }
  progress.clear();
  for (const version of failing) {
    const hint = version.startsWith("path:") ? scriptHint(version.slice("path:".length)) : undefined;
    if (hint !== undefined) note(printable(hint));
  }
  return header.run;
};
