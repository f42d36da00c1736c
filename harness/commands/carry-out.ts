import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadExpectations } from "../catalog/expectations.ts";
import { monotonic, timestamp } from "../host/clock.ts";
import { digestFolder, digestOf } from "../host/digest.ts";
import { isPlain } from "../host/environment.ts";
import { cores, machine } from "../host/machine.ts";
import { openNeighbour } from "../host/neighbour.ts";
import { closeInTime } from "../host/waits.ts";
import { foreignImports } from "../judge/imports.ts";
import { mayFlake } from "../judge/standing.ts";
import type { Launcher } from "../launch/launcher.ts";
import { StandbyLauncher } from "../launch/standby.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Known } from "../model/expectation.ts";
import type { CaseLine, Header } from "../model/generated/journal.ts";
import { parseBuild } from "../model/ids.ts";
import { printable } from "../model/text.ts";
import type { ProfileName } from "../model/words.ts";
import { shuffle } from "../plan/order.ts";
import { Journal } from "../record/journal.ts";
import type { JournalText } from "../record/read.ts";
import { newRunId, runsFolder } from "../record/runs.ts";
import { Progress } from "../report/progress.ts";
import { caseLine } from "../run/contract.ts";
import { openScratch } from "../run/sandbox.ts";
import { sourceDigest, version } from "./about.ts";
import { interruptSignal } from "./interrupt.ts";
import { say } from "./output.ts";
import { reuseNothing, reuseOf } from "./reuse.ts";
import { runCells } from "./run-cells.ts";
import type { Selection } from "./select.ts";
import { openSession, type Session } from "./session.ts";
import { startBuilds } from "./start-builds.ts";

/** How a selection is carried out, and what its journal says of it. */
export interface CarryOptions {
  readonly profile: ProfileName;
  readonly terms: readonly string[];
  readonly jobs: number | undefined;
  /** How often each cell is tried. */
  readonly repeat: number;
  /** Seed of another order of cells; undefined: the plan's. */
  readonly shuffle: number | undefined;
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

// A run goes on only where all that its cells follow from is what it was.
const digestPlan = (session: Session, selection: Selection): string => {
  const { catalog } = session;
  const used = new Set(selection.cells.map((cell) => cell.workload.folder));
  const languages = new Set(selection.cells.map((cell) => catalog.languages.get(cell.id.language)?.folder ?? ""));
  const runtimes = new Set(selection.lanes.flatMap((lane) => [lane.folder, lane.entry.keep.folder]));
  return digestOf([
    selection.cells.map((cell) => cell.text),
    [...used, ...languages, ...runtimes].sort().map((folder) => [folder.slice(catalog.root.length), digestFolder(folder)]),
    selection.toolchains.map((toolchain) => [toolchain.id, toolchain.digest]),
    selection.lanes.map((lane) => [lane.text, lane.digest]),
  ]);
};

const toHeader = (session: Session, selection: Selection, run: string, options: CarryOptions, launcher: Launcher): Header => ({
  kind: "header",
  format: 1,
  run,
  started: timestamp(),
  harness: version(),
  harnessDigest: sourceDigest(),
  machine: machine(),
  profile: options.profile,
  filters: [...options.terms],
  jobs: options.jobs ?? cores(),
  supervised: launcher.supervised,
  cells: selection.cells.length,
  plan: digestPlan(session, selection),
  trust: [...session.catalog.workloads.values()].filter(({ manifest }) => manifest.kind === "trust").map(({ manifest }) => manifest.id),
  toolchains: selection.toolchains.map(({ id, version: own, digest }) => ({ id, version: own, digest })),
  lanes: selection.lanes.map((lane) => ({
    id: lane.text,
    version: lane.id.version,
    digest: lane.digest,
    ...(lane.unattested ? { unattested: lane.unattested } : {}),
  })),
});

const caseLines = ({ cells }: Selection): CaseLine[] => {
  const cases = new Map(cells.map((cell) => [`${cell.id.workload}/${cell.id.case}`, cell]));
  return [...cases.values()].map(({ workload, case: entry }) => caseLine(workload.manifest.id, entry, workload.folder));
};

const checkSamePlan = (before: Header, now: Header): void => {
  if (before.plan === now.plan) return;
  throw new GatehouseError("run/moved", `run ${before.run} cannot go on: workloads, languages, runtimes, toolchains or lanes are not what they were`, {
    hint: "start a new run: the same command without --resume",
  });
};

/** A journal that is open, and the cells that have no row in it yet. */
interface OpenRun {
  readonly run: string;
  readonly journal: Journal;
  readonly folder: string;
  readonly cells: Selection["cells"];
}

const openRun = (root: string, header: Header, selection: Selection, cases: readonly CaseLine[], before: JournalText | undefined): OpenRun => {
  if (before) {
    checkSamePlan(before.header, header);
    const answered = new Set(before.lines.flatMap((line) => (line.kind === "row" ? [line.cell] : [])));
    const cells = selection.cells.filter((cell) => !answered.has(cell.text));
    return { run: before.header.run, journal: Journal.resume(before), folder: dirname(before.path), cells };
  }
  const folder = join(runsFolder(root), header.run);
  const texts = selection.cells.map((cell) => cell.text);
  const journal = Journal.begin(join(folder, "journal.ndjson"), header, texts, cases);
  for (const line of selection.unavailable) journal.append(line);
  return { run: header.run, journal, folder, cells: selection.cells };
};

/** Opens what running cells takes, and closes it however `use` ends: what still runs is ended and leaves no row. */
export const withWork = async <T>(root: string, use: (work: Work) => Promise<T>): Promise<T> => {
  const progress = new Progress({ write: (text) => process.stderr.write(text), moving: !isPlain(process.stderr), now: monotonic });
  const interrupted = interruptSignal(say);
  const stop = new AbortController();
  const signal = AbortSignal.any([interrupted, stop.signal]);
  const session = await openSession(root, signal, ({ package: name, state }) =>
    state === "start" ? progress.begin("provision", name, estimates.provision) : progress.done("provision", name),
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
  const { root, session, launcher, progress } = work;
  const header = toHeader(session, selection, newRunId(), options, launcher);
  const cases = caseLines(selection);
  const { run, journal, folder, cells } = openRun(root, header, selection, cases, before);
  const blobs = join(folder, "blobs");
  mkdirSync(blobs, { recursive: true });
  const scratch = openScratch(join(session.store, "tmp"));
  const jobs = options.jobs ?? cores();
  const standby = new StandbyLauncher(launcher, scratch, jobs);
  const closeNeighbour = cells.some((cell) => cell.case.neighbour) ? await openNeighbour() : () => {};
  progress.expect("run", cells.length, estimates.run);
  try {
    await runCells({
      cells: options.shuffle === undefined ? cells : shuffle(cells, options.shuffle),
      builds: startBuilds(session, cells, selection.toolchains, {
        launcher,
        jobs,
        expect: (builds) => progress.expect("build", builds, estimates.build),
        done: (text, result) => {
          journal.append(result.row);
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
      reuse: options.repeat > 1 ? reuseNothing : reuseOf(options.reuse, header, cases),
      mayFlake: (cell) => mayFlake(cell, work.known, timestamp().slice(0, 10)),
      emit: (row) => {
        journal.append(row);
        progress.done("run", row.cell);
      },
    });
    journal.close(work.interrupted());
  } finally {
    closeNeighbour();
    await closeInTime("the run", (waits) => standby.close(waits)).finally(() => rmSync(scratch, { recursive: true, force: true }));
  }
  progress.clear();
  return run;
};
