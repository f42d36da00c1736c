import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Selection } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import { randomName } from "../host/digest.ts";
import { checkAgain } from "../host/installed.ts";
import { PipeStock } from "../host/pipes.ts";
import { type Looks, usualLooks } from "../measure/verdict.ts";
import { GatehouseError } from "../model/errors.ts";
import type { CodeSize, Failed, SamplesLine } from "../model/generated/samples.ts";
import { printRoute } from "../model/ids.ts";
import type { BenchReport } from "../model/speed.ts";
import type { Profile } from "../plan/profile.ts";
import { closeScratch, openScratch } from "../run/scratch.ts";
import { countFuel, leastMemory } from "./limits.ts";
import { type Bench, compileMode, measureCode } from "./measure.ts";
import { openSamples } from "./open-samples.ts";
import { othersBusy, waitForQuiet } from "./quiet.ts";
import { makeReady, type Ready, startCells } from "./ready.ts";
import { measureRounds } from "./rounds.ts";
import type { Subject } from "./subject.ts";

/** How a selection is measured. */
export interface Measuring {
  readonly profile: Profile;
  readonly terms: readonly string[];
  readonly cache: Bench["cache"];
  /** Rounds, or rounds before the first look where releases are compared; 0: no times are taken. */
  readonly rounds: number;
  /** Seconds after which no round begins; undefined: none where nothing is compared, else a usual one. */
  readonly budget: number | undefined;
  /** The release that others are held against, RUNTIME@VERSION. */
  readonly baseline: string | undefined;
  /** Part by which times must differ to count. */
  readonly least: number;
  readonly fuel: boolean;
  readonly native: boolean;
  readonly compile: boolean;
  /** Seconds to wait at most for a quiet machine; absent: none. */
  readonly wait?: number;
}

/** What was measured, and the file with the samples. */
export interface MeasuredRun {
  readonly report: BenchReport;
  readonly path: string;
}

/** Comparing takes rounds until it is decided; nobody waits for that without an end. */
const usualBudgetSeconds = 900;
/** Folders that measuring works in, removed when `use` ends: nothing of a run but its samples stays. */
export const withBench = async <T>(work: Work, cache: Bench["cache"], use: (bench: Bench) => Promise<T>): Promise<T> => {
  const { store, launcherOf } = work.session;
  const scratch = openScratch(join(store, "tmp"));
  // Compiled code is no file of a trial: it lies where such caches lie, on the disk.
  const caches = join(store, "tmp", `bench-${randomName()}`);
  mkdirSync(caches, { recursive: true });
  try {
    const result = await use({ scratch, caches, pipes: new PipeStock(scratch), store, cache, launcherOf });
    await checkAgain();
    return result;
  } finally {
    closeScratch(scratch);
    rmSync(caches, { recursive: true, force: true });
  }
};

/** Tells of each subject what is counted exactly; where one cannot be, that is a fact too. */
export const measureLimits = async (
  work: Work,
  subjects: readonly Subject[],
  phase: "fuel" | "memory",
  bench: Bench,
  append: (line: SamplesLine) => void,
): Promise<void> => {
  const wanted = subjects.filter(({ target }) => target.mode?.[phase] !== undefined);
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

/** Tells of each subject the bytes of its compiled code; an artifact is compiled once a lane. */
const measureCodes = async (work: Work, subjects: readonly Subject[], bench: Bench, append: (line: SamplesLine) => void): Promise<void> => {
  const wanted = subjects.filter((subject) => compileMode(subject) !== undefined);
  const made = new Map<string, CodeSize | Failed>();
  work.progress.expect("code", wanted.length, 1);
  for (const subject of wanted) {
    const { group, cell, artifact, lane } = subject;
    const key = `${artifact} ${lane.text}`;
    const line = made.get(key) ?? (await measureCode(subject, bench));
    if (work.interrupted()) return;
    made.set(key, line);
    append({ ...line, group, cell });
    work.progress.done("code", cell);
  }
};

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
 * Measures a selection, round by round, one trial at a time; every sample is written before the next is taken. Undefined
 * where it was interrupted before anything was measured. Throws a GatehouseError where nothing can be.
 */
export const measureSelection = (work: Work, selection: Selection, how: Measuring): Promise<MeasuredRun | undefined> =>
  withBench(work, how.cache, async (bench) => {
    const looks: Looks = { ...usualLooks, first: how.rounds };
    const ready = await makeReady(work, selection, startCells(work, selection, how.profile), bench, how.native);
    if (work.interrupted()) return undefined;
    checkReady(ready);
    const busy = await waitForQuiet(work, how.wait ?? 0);
    const looked = { rounds: looks.first, looks: looks.most, policy: how.least };
    const samples = openSamples(work, selection, { ...looked, filters: [...how.terms], cache: how.cache, baseline: how.baseline, busy }, "bench");
    const { header, path, append } = samples;
    for (const line of ready.lines) append(line);
    const seconds = how.budget ?? (how.baseline === undefined ? undefined : usualBudgetSeconds);
    if (looks.first > 0)
      await measureRounds(ready.subjects, looks, {
        bench,
        header,
        compile: how.compile,
        progress: work.progress,
        stopped: work.interrupted,
        budgetMs: seconds && seconds * 1000,
        append,
        lines: () => samples.lines,
      });
    if (how.compile) await measureCodes(work, ready.subjects, bench, append);
    if (how.fuel) await measureLimits(work, ready.subjects, "fuel", bench, append);
    return { report: samples.close(await othersBusy()), path };
  });
