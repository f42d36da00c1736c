import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { observe, type ReadyCase, type ReadyProgram } from "../engine/observe.ts";
import { prepareOnce } from "../engine/prepare.ts";
import type { PipeStock } from "../host/pipes.ts";
import { judge } from "../judge/judge.ts";
import type { Launcher } from "../launch/launcher.ts";
import { hexOf } from "../model/digest.ts";
import type { Verdict } from "../model/generated/journal.ts";
import type { CodeSize, Failed, Sample } from "../model/generated/samples.ts";
import type { Lane } from "../model/lane.ts";
import type { Subject } from "./subject.ts";

/** Folders and state of a measuring: one trial runs at a time. */
export interface Bench {
  readonly scratch: string;
  readonly caches: string;
  readonly pipes: PipeStock;
  readonly store: string;
  readonly cache: "cold" | "warm";
  readonly launcherOf: (lane: Lane) => Launcher;
}

/** What one trial gave: a sample where its output was as the contract says. */
export type Measured = { readonly is: "sample"; readonly sample: Sample } | { readonly is: "failure"; readonly failure: Failed };

let count = 0;

const folderBytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

const describe = (verdict: Verdict): string => {
  switch (verdict.is) {
    case "pass":
      return "pass";
    case "fail":
      return `${verdict.cause}: ${verdict.detail}`;
    case "unsupported":
      return `unsupported: ${verdict.proof}`;
    case "broken":
      return `broken: ${verdict.detail}`;
  }
};

const guestTime = (subject: Subject, blob: string): number | undefined => {
  if (!subject.guestTime) return undefined;
  const said = subject.guestTime.exec(readFileSync(blob).subarray(0, 4096).toString("utf8"))?.[1];
  const time = Number(said);
  return said !== undefined && Number.isFinite(time) && time >= 0 ? time : undefined;
};

interface Trial {
  readonly verdict: Verdict;
  readonly figures: Pick<Sample, "cache" | "wallMs" | "userMs" | "systemMs" | "peakKib" | "guestMs">;
}

const attempt = async (subject: Subject, bench: Bench, limited?: ReadyProgram["limited"]): Promise<Trial> => {
  const { planned, lane, target, held, expected, wasm, artifact, prepared } = subject;
  const name = `trial-${count++}`;
  // A cold cache is an empty one, for this trial alone.
  const caches = bench.cache === "warm" ? bench.caches : join(bench.caches, name);
  const blobs = join(bench.scratch, `${name}-blobs`);
  mkdirSync(blobs, { recursive: true });
  try {
    const ready: ReadyCase = {
      case: planned.case,
      folder: planned.workload.folder,
      expected,
      programs: [{ role: "main", lane, target, wasm, artifact, prepared, limited }],
    };
    const folders = { scratch: bench.scratch, blobs, caches, pipes: bench.pipes };
    const [observation] = await observe(ready, { folders, launcherOf: bench.launcherOf }, () => name);
    const verdict = judge(observation, { held, unclaimed: planned.unclaimed });
    const { cache, wallMs, userMs, systemMs, peakKib, stderr } = observation;
    const guestMs = stderr.blob ? guestTime(subject, join(blobs, hexOf(stderr.digest))) : undefined;
    return { verdict, figures: { cache, wallMs, userMs, systemMs, peakKib, ...(guestMs === undefined ? {} : { guestMs }) } };
  } finally {
    rmSync(blobs, { recursive: true, force: true });
    if (bench.cache === "cold") rmSync(caches, { recursive: true, force: true });
  }
};

/** Whether a case passes with the engine's own limit on fuel or memory. */
export const passes = async (subject: Subject, bench: Bench, limited: ReadyProgram["limited"]): Promise<boolean> => {
  const { verdict } = await attempt(subject, bench, limited);
  // Nothing was found out of the program.
  if (verdict.is === "broken") throw new Error(verdict.detail);
  return verdict.is === "pass";
};

const failure = (subject: Subject, round: number, phase: Failed["phase"], detail: string): Measured => ({
  is: "failure",
  failure: { kind: "failure", round, group: subject.group, cell: subject.cell, phase, detail: detail.slice(0, 2000) || "it failed" },
});

/** Runs a case once and takes its figures; what it wrote is judged. Round 0 warms up: its cache may be cold. */
export const measureTotal = async (subject: Subject, bench: Bench, round: number): Promise<Measured> => {
  const { verdict, figures } = await attempt(subject, bench);
  if (verdict.is !== "pass") return failure(subject, round, "total", describe(verdict));
  if (round > 0 && figures.cache !== "none" && figures.cache !== bench.cache)
    return failure(subject, round, "total", `its compile cache was ${figures.cache}, not ${bench.cache}`);
  if (round > 0 && subject.guestTime && figures.guestMs === undefined)
    return failure(subject, round, "total", "it does not tell the time that it measured itself as its case says");
  return { is: "sample", sample: { kind: "sample", round, group: subject.group, cell: subject.cell, phase: "total", ...figures } };
};

/** The mode that compiles an artifact ahead, or prepares it; undefined where the engine has neither. */
export const compileMode = ({ target: { mode } }: Subject): "compile" | "prepare" | undefined => (["compile", "prepare"] as const).find((each) => mode[each]);

// Has the engine compile an artifact once, into a folder that is thrown away.
const compileOnce = async <T>(subject: Subject, bench: Bench, use: (compiled: Awaited<ReturnType<typeof prepareOnce>>, folder: string) => T): Promise<T> => {
  const draft = join(bench.scratch, `compile-${count++}`);
  mkdirSync(draft, { recursive: true });
  try {
    const { lane, target, wasm } = subject;
    return use(await prepareOnce({ lane, target, wasm, mode: compileMode(subject) ?? "prepare" }, draft, bench), draft);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

/** Times how the engine compiles an artifact ahead. */
export const measureCompile = (subject: Subject, bench: Bench, round: number): Promise<Measured> =>
  compileOnce(subject, bench, ({ exit, failure: why }): Measured => {
    if (why !== undefined) return failure(subject, round, "compile", why);
    const { wallMs, userMs, systemMs, peakKib } = exit;
    const { group, cell } = subject;
    return { is: "sample", sample: { kind: "sample", round, group, cell, phase: "compile", cache: "none", wallMs, userMs, systemMs, peakKib } };
  });

/** Bytes of what the engine compiles an artifact to, ahead. */
export const measureCode = (subject: Subject, bench: Bench): Promise<CodeSize | Failed> =>
  compileOnce(subject, bench, ({ failure: why }, folder): CodeSize | Failed => {
    const { group, cell } = subject;
    const bytes = folderBytes(folder);
    if (why !== undefined || bytes === 0)
      return { kind: "failure", round: 0, group, cell, phase: "compile", detail: why?.slice(0, 2000) || "it compiled to nothing" };
    return { kind: "code", group, cell, bytes };
  });
