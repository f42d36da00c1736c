import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadExpectations } from "../catalog/expectations.ts";
import { monotonic, timestamp } from "../host/clock.ts";
import { isPlain } from "../host/environment.ts";
import { interruptSignal } from "../host/interrupt.ts";
import { cores } from "../host/machine.ts";
import { openNeighbour } from "../host/neighbour.ts";
import { say } from "../host/say.ts";
import { foreignImports } from "../judge/imports.ts";
import { hangs, mayFlake } from "../judge/standing.ts";
import type { Launcher } from "../launch/launcher.ts";
import { StandbyLauncher } from "../launch/standby.ts";
import type { Known } from "../model/expectation.ts";
import { parseBuild } from "../model/ids.ts";
import { printable } from "../model/text.ts";
import type { ProfileName } from "../model/words.ts";
import { shuffle } from "../plan/order.ts";
import type { Shard } from "../plan/shard.ts";
import type { JournalText } from "../record/read.ts";
import { Progress } from "../report/progress.ts";
import { openScratch } from "../run/sandbox.ts";
import { openRun } from "./open-run.ts";
import { reuseNothing, reuseOf } from "./reuse.ts";
import type { Selection } from "./select.ts";
import { openSession, type Session } from "./session.ts";
import { startBuilds } from "./start-builds.ts";
import { work as answer } from "./work.ts";

/** How a selection is carried out, and what its journal says of it. */
export interface CarryOptions {
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
}

/** All that commands which run cells share; closed by `withWork`. */
export interface Work {
  readonly root: string;
  readonly session: Session;
  readonly launcher: Launcher;
  readonly progress: Progress;
  readonly known: readonly Known[];
  /** Whether the user asked to stop. */
  readonly interrupted: () => boolean;
}

/** Estimated seconds of a piece of work when nothing is known of it yet; only their ratios matter, for the ETA. */
const estimates = { provision: 12, build: 4, run: 0.08 };

/** Opens what running cells takes, and closes it however `use` ends: what still runs is ended and leaves no row. */
export const withWork = async <T>(root: string, use: (work: Work) => Promise<T>): Promise<T> => {
  const progress = new Progress({ write: (text) => process.stderr.write(text), moving: !isPlain(process.stderr), now: monotonic });
  const interrupted = interruptSignal(say);
  const stop = new AbortController();
  const signal = AbortSignal.any([interrupted, stop.signal]);
  const session = await openSession(root, signal, ({ package: name, state }) =>
    state === "start" ? progress.expect("provision", 1, estimates.provision) : progress.done("provision", name),
  );
  // From here on the launcher program runs: whatever goes wrong, it is closed.
  const { launcher } = session;
  signal.addEventListener("abort", () => void session.close());
  try {
    const known = await loadExpectations(session.catalog);
    return await use({ root, session, launcher, progress, known, interrupted: () => signal.aborted });
  } finally {
    stop.abort();
    progress.clear();
    await session.close();
  }
};

/** Builds and runs a selection's cells, each fact into a journal; returns the run's name. */
export const carryOut = async (work: Work, selection: Selection, options: CarryOptions, before?: JournalText): Promise<string> => {
  const { root, session, launcher, progress, known } = work;
  const jobs = options.jobs ?? cores();
  const { profile, terms, shard } = options;
  const opened = openRun({ ...session, root }, selection, { profile, terms, jobs, supervised: launcher.supervised, shard }, before);
  const { header, worker, journal, folder, cells } = opened;
  const blobs = join(folder, "blobs");
  mkdirSync(blobs, { recursive: true });
  const scratch = openScratch(join(session.store, "tmp"));
  const standby = new StandbyLauncher(launcher, scratch, jobs);
  const closeNeighbour = cells.some((cell) => cell.case.neighbour) ? await openNeighbour() : () => {};
  const today = timestamp().slice(0, 10);
  progress.expect("run", cells.length, estimates.run);
  try {
    await answer({
      cells: options.shuffle === undefined ? cells : shuffle(cells, options.shuffle),
      cases: selection.cases,
      builds: startBuilds(session, cells, selection.toolchains, {
        launcher,
        jobs,
        expect: (builds) => progress.expect("build", builds, estimates.build),
        done: (text, result) => {
          journal.append({ ...result.row, worker: worker.id });
          progress.done("build", text);
          const missing = result.row.outcome.state === "built" ? foreignImports(parseBuild(text).target, result.row.outcome.imports) : [];
          if (missing.length > 0) progress.note(printable(`${text} imports what no host of its target has to provide: ${missing.join(", ")}`));
        },
      }),
      folders: { scratch, blobs, caches: join(session.store, "engine-cache") },
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
        progress.done("run", row.cell);
      },
    });
    journal.close(work.interrupted());
  } finally {
    closeNeighbour();
    await standby.close();
    rmSync(scratch, { recursive: true, force: true });
  }
  progress.clear();
  return header.run;
};
