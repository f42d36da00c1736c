import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { timestamp } from "../../host/clock.ts";
import { machine } from "../../host/machine.ts";
import { foldRun, type RunRecord } from "../../judge/fold.ts";
import { mayFlake } from "../../judge/standing.ts";
import type { Launcher } from "../../launch/launcher.ts";
import type { Known } from "../../model/expectation.ts";
import type { Header, JournalLine, StreamFact } from "../../model/generated/journal.ts";
import { parseFilter } from "../../plan/filter.ts";
import { profiles } from "../../plan/profile.ts";
import type { Progress } from "../../report/progress.ts";
import { openScratch } from "../../run/sandbox.ts";
import { version } from "../about.ts";
import { runCells } from "../run-cells.ts";
import { type Selection, select } from "../select.ts";
import type { Session } from "../session.ts";
import { startBuilds } from "../start-builds.ts";

/** What all attempts of a check share. */
export interface Bench {
  readonly session: Session;
  readonly launcher: Launcher;
  readonly known: readonly Known[];
  readonly progress: Progress;
  readonly jobs: number;
}

/** What came of building and running some cells; unlike a run's, it is kept nowhere. */
export interface Attempt {
  readonly record: RunRecord;
  readonly selection: Selection;
  /** What a program wrote on its streams, by cell, where it was not as expected. */
  readonly said: ReadonlyMap<string, { readonly stdout: string; readonly stderr: string }>;
}

const shownBytes = 600;

const readSaid = (fact: StreamFact, blobs: string): string =>
  fact.blob ? readFileSync(join(blobs, fact.digest.slice(7))).subarray(0, shownBytes).toString("utf8") : "";

const toHeader = (bench: Bench, selection: Selection, terms: readonly string[]): Header => ({
  kind: "header",
  format: 1,
  run: "check",
  started: timestamp(),
  harness: version(),
  machine: machine(),
  profile: "full",
  filters: [...terms],
  jobs: bench.jobs,
  supervised: bench.launcher.supervised,
  cells: selection.cells.length,
  plan: "",
  trust: [...bench.session.catalog.workloads.values()].filter(({ manifest }) => manifest.kind === "trust").map(({ manifest }) => manifest.id),
  toolchains: selection.toolchains.map(({ id, version: own, digest }) => ({ id, version: own, digest })),
  lanes: selection.lanes.map((lane) => ({ id: lane.text, version: lane.id.version, digest: lane.digest })),
});

/** Provisions, builds and runs what filters select, in every lane of this machine, by the same stages as a run. */
export const attempt = async (bench: Bench, profile: "quick" | "full", terms: readonly string[]): Promise<Attempt> => {
  const { session, launcher, progress, jobs } = bench;
  const selection = await select(session, profiles[profile], parseFilter(terms), progress);
  const { cells } = selection;
  const lines: JournalLine[] = [...selection.unavailable, { kind: "planned", cells: cells.map((cell) => cell.text) }];
  const scratch = openScratch(join(session.store, "tmp"));
  const blobs = join(scratch, "check-blobs");
  mkdirSync(blobs, { recursive: true });
  const today = timestamp().slice(0, 10);
  try {
    progress.expect("run", cells.length, 0.1);
    await runCells({
      cells,
      builds: startBuilds(session, cells, selection.toolchains, {
        launcher,
        jobs,
        expect: (builds) => progress.expect("build", builds, 4),
        done: (text, result) => {
          lines.push(result.row);
          progress.done("build", text);
        },
      }),
      folders: { scratch, blobs, caches: join(session.store, "engine-cache") },
      store: session.store,
      launcher,
      jobs,
      signal: session.signal,
      mayFlake: (cell) => mayFlake(cell, bench.known, today),
      emit: (row) => {
        lines.push(row);
        progress.done("run", row.cell);
      },
    });
    progress.clear();
    lines.push({ kind: "footer", finished: timestamp(), rows: lines.filter((line) => line.kind === "row").length, interrupted: session.signal.aborted });
    const record = foldRun(toHeader(bench, selection, terms), lines, bench.known, today);
    const wrong = record.cells.filter((cell) => cell.standing.is === "unexpected-fail" && cell.observation);
    const said = wrong.map(({ text, observation }) => [text, { stdout: observation ? readSaid(observation.stdout, blobs) : "", stderr: observation ? readSaid(observation.stderr, blobs) : "" }] as const);
    return { record, selection, said: new Map(said) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
