import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { timestamp } from "../../host/clock.ts";
import { load, machine } from "../../host/machine.ts";
import { acceptsTimes, timeChanges } from "../../measure/changes.ts";
import { toReport } from "../../measure/report.ts";
import { type Looks, usualLooks } from "../../measure/verdict.ts";
import { exitCodes, GatehouseError } from "../../model/errors.ts";
import type { SamplesHeader, SamplesLine } from "../../model/generated/samples.ts";
import { printRoute } from "../../model/ids.ts";
import type { BenchReport } from "../../model/speed.ts";
import { parseFilter } from "../../plan/filter.ts";
import { type Profile, profiles } from "../../plan/profile.ts";
import { newRunId, runsFolder } from "../../record/runs.ts";
import { readSamples, Samples } from "../../record/samples.ts";
import { benchLines } from "../../report/bench.ts";
import { openScratch } from "../../run/sandbox.ts";
import { version } from "../about.ts";
import { type Work, withWork } from "../carry-out.ts";
import { type LiveSide, readSide } from "../gate/sides.ts";
import { print, printJson, resultStyle } from "../output.ts";
import { checkSomething } from "../run.ts";
import { type Selection, select } from "../select.ts";
import { countFuel, leastMemory } from "./limits.ts";
import type { Bench } from "./measure.ts";
import { makeReady, type Ready, startCells } from "./ready.ts";
import { measureRounds } from "./rounds.ts";
import type { Subject } from "./subject.ts";

/** What a user asks of `gatehouse bench`. */
export interface BenchOptions {
  readonly rounds: number;
  readonly budget: number | undefined;
  readonly cache: "cold" | "warm";
  readonly profile: "full" | "deep";
  readonly candidate: string | undefined;
  readonly baseline: string | undefined;
  readonly release: readonly string[];
  /** Percent by which times must differ to count. */
  readonly policy: number;
  readonly fuel: boolean;
  readonly native: boolean;
  readonly acceptUnsure: boolean;
  readonly from: string | undefined;
  readonly json: boolean;
}

/** Comparing takes rounds until it is decided; nobody waits for that without an end. */
const usualBudgetSeconds = 900;
const seed = 1;

/** Folders that measuring works in, removed when `use` ends: nothing of a run but its samples stays. */
export const withBench = async <T>(work: Work, cache: Bench["cache"], use: (bench: Bench) => Promise<T>): Promise<T> => {
  const { store, launcherOf } = work.session;
  const scratch = openScratch(join(store, "tmp"));
  // Compiled code is no file of a trial: it lies where such caches lie, on the disk.
  const caches = join(store, "tmp", `bench-${newRunId()}`);
  mkdirSync(caches, { recursive: true });
  try {
    return await use({ scratch, caches, store, cache, launcherOf });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    rmSync(caches, { recursive: true, force: true });
  }
};

const readSides = async (root: string, work: Work, options: BenchOptions): Promise<{ sides: LiveSide[]; baseline: LiveSide | undefined }> => {
  if ((options.candidate === undefined) !== (options.baseline === undefined) && options.release.length === 0)
    throw new GatehouseError("bench/sides", "a candidate needs a baseline, and a baseline something that is held against it", {
      hint: "name both, or a baseline and a --release or more",
    });
  const read = async (text: string): Promise<LiveSide> => {
    const side = await readSide(text, root, work.session.catalog);
    if (side.kind === "live") return side;
    throw new GatehouseError("bench/recorded", `${text} is a record: times of another day are not compared`, {
      hint: "name a release: RUNTIME@VERSION or RUNTIME@path:FILE",
    });
  };
  const baseline = options.baseline === undefined ? undefined : await read(options.baseline);
  const others = await Promise.all([...(options.candidate === undefined ? [] : [options.candidate]), ...options.release].map(read));
  const sides = [...new Map([...(baseline ? [baseline] : []), ...others].map((side) => [side.name, side])).values()];
  return { sides, baseline };
};

const checkUsable = (selection: Selection, sides: readonly LiveSide[]): void => {
  for (const { name } of sides) {
    if (selection.lanes.some(({ text }) => text.startsWith(`${name}/`) || text.startsWith(`${name}+`))) continue;
    const lacking = selection.unavailable.find(({ id }) => id.startsWith(`${name}/`))?.evidence.find(({ pass }) => !pass);
    throw new GatehouseError("bench/release", `${name} cannot be used: ${lacking ? `${lacking.name}: ${lacking.info ?? "no"}` : "the filter leaves it out"}`, {
      hint: lacking?.hint ?? "widen the filter",
    });
  }
};

const toHeader = (
  work: Work,
  selection: Selection,
  options: BenchOptions,
  looks: Looks,
  terms: readonly string[],
  baseline: LiveSide | undefined,
): SamplesHeader => ({
  kind: "header",
  format: 1,
  run: newRunId(),
  started: timestamp(),
  harness: version(),
  machine: machine(),
  supervised: work.launcher.supervised,
  filters: [...terms],
  cache: options.cache,
  rounds: looks.first,
  looks: looks.most,
  policy: options.policy / 100,
  seed,
  load: load(),
  ...(baseline ? { baseline: baseline.name } : {}),
  lanes: selection.lanes.map(({ text, id, digest }) => ({ id: text, version: id.version, digest })),
  toolchains: selection.toolchains.map(({ id, version: own, digest }) => ({ id, version: own, digest })),
});

/** Tells of each subject what is counted exactly; where one cannot be, that is a fact too. */
export const measureLimits = async (
  work: Work,
  subjects: readonly Subject[],
  phase: "fuel" | "memory",
  bench: Bench,
  append: (line: SamplesLine) => void,
): Promise<void> => {
  const wanted = subjects.filter(({ target }) => target.measure?.[phase] !== undefined);
  const guesses = new Map<string, number>();
  work.progress.expect(phase, wanted.length, 2);
  for (const subject of wanted) {
    const { group, cell, planned } = subject;
    const like = `${group} ${printRoute(planned.id)}`;
    let line: SamplesLine | undefined;
    try {
      line = phase === "fuel" ? await countFuel(subject, bench, guesses.get(like)) : await leastMemory(subject, bench);
    } catch (error) {
      line = { kind: "failure", round: 0, group, cell, phase, detail: (error as Error).message };
    }
    // A search that an interruption cut short found nothing.
    if (work.interrupted()) return;
    if (line?.kind === "count") guesses.set(like, line.fuel);
    if (line) append(line);
    work.progress.done(phase, cell);
  }
};

const show = (report: BenchReport, options: Pick<BenchOptions, "json" | "acceptUnsure">, path: string): number => {
  const changes = timeChanges(report);
  if (options.json) printJson({ ...report, changes, samples: path });
  else print([...benchLines(report, changes, resultStyle()), `samples: ${path}`]);
  const failed = report.cells.some((cell) => cell.failed !== undefined && !cell.failed.startsWith("total: inexpressible"));
  return !failed && acceptsTimes(changes, options.acceptUnsure) ? exitCodes.ok : exitCodes.unexpected;
};

const pathOf = (root: string, run: string): string => join(runsFolder(root), run, "samples", "bench.ndjson");

/** Those of a selection that can be measured; throws a GatehouseError where there is none. */
const checkReady = ({ subjects, lines }: Ready): void => {
  if (subjects.length > 0) return;
  const [first] = lines.flatMap((line) => (line.kind === "failure" ? [`${line.cell}: ${line.detail}`] : []));
  throw new GatehouseError("bench/nothing", `nothing can be measured${first ? `; ${first.split("\n")[0]}` : ""}`, {
    hint: "see it run first: gatehouse run",
    exitCode: 3,
  });
};

/**
 * `gatehouse bench`: measures benchmarks round by round, one trial at a time, and tells medians, overheads and, where a
 * baseline is named, what became slower. Exit code 0; 1 where something is slower, unsure or failed; 130 after Ctrl-C.
 */
export const benchCommand = async (root: string, terms: readonly string[], options: BenchOptions): Promise<number> => {
  if (options.from !== undefined) {
    const path = pathOf(root, options.from);
    const { header, lines } = readSamples(path);
    return show(toReport(header, lines), options, path);
  }
  const profile: Profile = { ...profiles[options.profile], kinds: ["benchmark"] };
  return withWork(root, async (work) => {
    const { sides, baseline } = await readSides(root, work, options);
    const selection = await select(
      work.session,
      profile,
      parseFilter(terms),
      work.progress,
      sides.length > 0 ? sides.map(({ candidate }) => candidate) : undefined,
    );
    checkUsable(selection, sides);
    checkSomething(selection);
    const looks: Looks = { ...usualLooks, first: options.rounds };
    return withBench(work, options.cache, async (bench) => {
      const ready = await makeReady(work, selection, startCells(work, selection, profile), bench, options.native);
      if (work.interrupted()) return 130;
      checkReady(ready);
      const header = toHeader(work, selection, options, looks, terms, baseline);
      const samples = new Samples(pathOf(root, header.run), header);
      const lines: SamplesLine[] = [];
      const append = (line: SamplesLine): void => {
        samples.append(line);
        lines.push(line);
      };
      for (const line of ready.lines) append(line);
      const seconds = options.budget ?? (baseline ? usualBudgetSeconds : undefined);
      await measureRounds(ready.subjects, looks, {
        bench,
        header,
        progress: work.progress,
        stopped: work.interrupted,
        budgetMs: seconds && seconds * 1000,
        append,
        lines: () => lines,
      });
      if (options.fuel) await measureLimits(work, ready.subjects, "fuel", bench, append);
      append({ kind: "footer", finished: timestamp(), interrupted: work.interrupted(), load: load() });
      samples.close();
      work.progress.clear();
      const code = show(toReport(header, lines), options, pathOf(root, header.run));
      return work.interrupted() ? 130 : code;
    });
  });
};
