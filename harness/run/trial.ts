import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { now } from "../host/clock.ts";
import type { Cargo, Launcher } from "../launch/launcher.ts";
import { roomAt } from "../launch/room.ts";
import type { Reach } from "../model/addresses.ts";
import type { Limits, Program } from "../model/contract.ts";
import type { DrawnFact, Observation, StreamFact } from "../model/generated/journal.ts";
import type { Lane } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import { modeCommand, runMode, standbyModules } from "./command.ts";
import { compareFiles } from "./compare-files.ts";
import { type CompileCache, openCompileCache } from "./compile-cache.ts";
import { configText, preopened } from "./config-file.ts";
import type { Wiring } from "./dialogue/wiring.ts";
import { drawnFact } from "./drawn.ts";
import { normaliseEnding } from "./ending.ts";
import { engineFiles } from "./engine-files.ts";
import type { Expected } from "./expected.ts";
import { type Once, proveClaim } from "./prove.ts";
import { closeSandbox, openSandbox, type Sandbox, streamFiles } from "./sandbox.ts";
import { baitNames } from "./scratch.ts";
import { dropNotice, observeStream, offOf, readStream, tail } from "./streams.ts";
import { type Compiled, warmer } from "./warm.ts";

/** Takes what a program wrote to a stream that must hold random bytes. */
export type OnDrawn = (name: "stdout" | "stderr", bytes: Buffer) => void;

/** All that one trial of a cell takes. */
export interface Trial {
  /** A name that no other trial of the run has. */
  readonly name: string;
  readonly lane: Lane;
  readonly target: ResolvedTarget;
  readonly program: Program;
  readonly limits: Limits;
  readonly expected: Expected;
  readonly onDrawn?: OnDrawn;
  /** Folder of the workload. */
  readonly workload: string;
  readonly wasm: string;
  readonly artifact: string;
  readonly prepared: string | undefined;
  /** Addresses that it reaches, as cargo has them, where its case is about this machine's network: all others reach nobody. */
  readonly network: Reach | undefined;
  /** The engine's own limit that the program runs with, where one is sought. */
  readonly limited?: { readonly mode: "fuel" | "memory"; readonly limit: number } | undefined;
}

/** Folders of a run that trials write to. */
export interface RunFolders {
  readonly scratch: string;
  readonly blobs: string;
  readonly caches: string;
}

// By it an engine is told what others get as arguments.
const writeConfig = async (trial: Trial, sandbox: Sandbox, addresses: readonly string[] = []): Promise<string | undefined> => {
  const text = await configText(trial.lane.folder, trial.target, trial.program, preopened(trial.program, addresses));
  if (text === undefined) return undefined;
  const path = join(sandbox.folder, "config");
  writeFileSync(path, text);
  return path;
};

const modulesOf = ({ program, workload }: Trial): string[] => Object.values(program.preload ?? {}).map(({ file }) => join(workload, file));

const scriptOf = ({ program, workload }: Trial): string[] => (program.script ? [join(workload, program.script.file)] : []);

const cargoOf = (trial: Trial, scratch: string, sandbox: Sandbox, cache: CompileCache, config: string | undefined, listens: readonly string[] = []): Cargo => ({
  lane: engineFiles(trial.lane),
  inputs: [
    trial.wasm,
    ...(trial.prepared === undefined ? [] : [trial.prepared]),
    ...cache.inputs,
    ...(config === undefined ? [] : [config]),
    ...modulesOf(trial),
    ...scriptOf(trial),
    ...(sandbox.directories.length > 0
      ? [sandbox.folder, scratch].flatMap((folder) => baitNames.map((name) => join(folder, name))).filter((path) => existsSync(path))
      : []),
  ],
  directories: [...sandbox.directories, ...cache.directories],
  writable: existsSync(sandbox.listening) ? [sandbox.listening] : [],
  listens,
  ...(trial.network && { network: trial.network }),
  room: roomAt(scratch, trial.limits.filesMib === undefined ? undefined : trial.limits.filesMib * 2 ** 20),
});

/**
 * The facts of two runs of a program that is to write random bytes, each with what the other one wrote and with figures of both.
 * `run` does one.
 */
export const runTwice = async (program: Program, run: (onDrawn: OnDrawn) => Promise<Observation>): Promise<readonly [Observation, Observation]> => {
  const drawn: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
  const onDrawn: OnDrawn = (name, bytes) => drawn[name].push(bytes);
  const [first, second] = [await run(onDrawn), await run(onDrawn)];
  const factsOf = (name: "stdout" | "stderr"): { drawn?: DrawnFact } => {
    const contract = program[name];
    if (contract.match !== "fresh" || drawn[name].some((bytes) => bytes.length !== contract.size * contract.draws)) return {};
    return { drawn: drawnFact(Buffer.concat(drawn[name]), contract.size) };
  };
  const facts = { stdout: factsOf("stdout"), stderr: factsOf("stderr") };
  const with_ = (name: "stdout" | "stderr", own: Observation, other: Observation): StreamFact =>
    program[name].match === "fresh" ? { ...own[name], fresh: { other: other[name].digest, ...facts[name] } } : own[name];
  const beside = (own: Observation, other: Observation): Observation => ({ ...own, stdout: with_("stdout", own, other), stderr: with_("stderr", own, other) });
  return [beside(first, second), beside(second, first)];
};

/**
 * Runs one program once in a fresh sandbox and returns the facts, without opinion. `wiring` is what a dialogue adds:
 * pipes in place of files, sockets, signals. What words alone tell of its ending is proven by another run.
 */
export const runTrial = async (trial: Trial, folders: RunFolders, launcher: Launcher, wiring?: Wiring): Promise<Observation> => {
  // Whoever has a loopback may open sockets, and is given none.
  const sockets = trial.network === "loopback" ? [] : wiring?.sockets;
  const own = await runOnce(trial, folders, launcher, wiring, sockets);
  const { onDrawn: _, ...again } = trial;
  return proveClaim(own, again, folders, (other, elsewhere) => runOnce(other, elsewhere, launcher, undefined, sockets), wiring === undefined);
};

// Behind an engine's last words may stand a trace, of a line for each call of a stack that has overflowed.
const [longestWords, longestTrace] = [4096, 4 * 2 ** 20];
// What a host script tells is one line.
const longestReport = 1 << 16;

/** How much of the end of standard error is read for what it says, in bytes. */
export const readWords = (target: Pick<ResolvedTarget, "last-words">): number => (target["last-words"] === undefined ? longestWords : longestTrace);

/** What a host script told of its guest's ending; undefined where the target has none. */
export const readReport = (target: Pick<ResolvedTarget, "report">, path: string): string | undefined =>
  target.report ? tail(path, sizeOf(path), longestReport) : undefined;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const compiledAs = ({ program, limited }: Trial): Compiled => {
  if (limited?.mode === "fuel") return "fuel";
  return runMode(program) === "serve" ? "serve" : "run";
};

const runOnce = async (
  trial: Trial,
  folders: RunFolders,
  launcher: Launcher,
  wiring: Wiring | undefined,
  sockets: readonly string[] | undefined,
): Promise<Once> => {
  const { lane, target, program, limits, expected } = trial;
  const sandbox = openSandbox(folders.scratch, trial.name, program, trial.workload);
  const as = compiledAs(trial);
  const warm = warmer({ ...trial, as }, folders.scratch, sandbox, launcher);
  const artifact = as === "run" ? trial.artifact : `${trial.artifact}-${as}`;
  const cache = await openCompileCache(folders.caches, lane, target, artifact, wiring === undefined, sandbox.folder, warm);
  let worked = false;
  try {
    // What the harness reads while the command runs is a file of its own.
    if (wiring && target.sockets?.listening) writeFileSync(sandbox.listening, "");
    const config = await writeConfig(trial, sandbox, sockets);
    const places = {
      wasm: trial.wasm,
      prepared: trial.prepared,
      cache: cache.path,
      directories: sandbox.directories,
      modules: modulesOf(trial),
      ...(program.script ? { script: scriptOf(trial)[0] as string } : {}),
      ...(config === undefined ? {} : { config }),
      ...(sockets ? { sockets, listening: sandbox.listening } : {}),
      ...(trial.limited ? { limit: trial.limited.limit } : {}),
    };
    // The plan lets no case reach a target that lacks the mode.
    const command = modeCommand(lane, target, trial.limited?.mode ?? runMode(program), places, program);
    if (!command) throw new Error(`${lane.text} has no command for this program`);
    const standby = standbyModules(lane, target);
    const files = streamFiles(program, expected.stdinFile, sandbox);
    const streams = wiring ? await wiring.open(files, sandbox) : files;
    const began = now();
    const exited = await launcher.run(
      {
        argv: command.argv,
        ...(standby ? { standby } : {}),
        env: { HOME: sandbox.home, TMPDIR: sandbox.home, ...command.env },
        cwd: sandbox.home,
        ...streams,
        ...(target.report ? { report: sandbox.report } : {}),
        limits: {
          timeMs: limits.timeMs * lane.slowdown,
          silenceMs: limits.silenceMs && limits.silenceMs * lane.slowdown,
          memoryKib: limits.memoryMib * 1024,
          outputBytes: limits.outputMib * 2 ** 20,
          processes: limits.processes,
        },
        carry: cargoOf(trial, folders.scratch, sandbox, cache, config, sockets),
      },
      wiring?.started,
    );
    const ended = now();
    const exit = wiring ? await wiring.close(exited) : exited;
    const said = tail(sandbox.stderr, sizeOf(sandbox.stderr), readWords(target));
    const report = readReport(target, sandbox.report);
    dropNotice(sandbox.stderr, target);
    const [stdout, stderr] = (["stdout", "stderr"] as const).map((name) => {
      const offMs = program[name].match === "now" ? offOf(sandbox[name], began, ended) : undefined;
      return { ...observeStream(sandbox[name], expected[name], folders.blobs, name === "stderr"), ...(offMs === undefined ? {} : { offMs }) };
    }) as [StreamFact, StreamFact];
    for (const name of ["stdout", "stderr"] as const) if (program[name].match === "fresh") trial.onDrawn?.(name, readStream(sandbox[name]));
    const { ending, claim } = normaliseEnding(exit, target, { said, report, wasm: () => readFileSync(trial.wasm) });
    worked = ending.how === "exit" && claim === undefined;
    const observation: Observation = {
      argv: command.argv,
      raw: { code: exit.code, signal: exit.signal },
      ending,
      stdout,
      stderr,
      ...compareFiles(sandbox, program, trial.workload, expected.files),
      wallMs: exit.wallMs,
      userMs: exit.userMs,
      systemMs: exit.systemMs,
      peakKib: exit.peakKib,
      leftProcesses: exit.leftProcesses,
      cache: cache.state,
    };
    return { observation, claim, said };
  } finally {
    wiring?.release();
    cache.close(worked);
    closeSandbox(sandbox);
  }
};
