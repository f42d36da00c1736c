import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepare } from "../engine/prepare.ts";
import type { Session } from "../engine/session.ts";
import { describeExit, type Exit } from "../launch/launcher.ts";
import { roomAt } from "../launch/room.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Observation } from "../model/generated/journal.ts";
import { type Lane, laneTarget } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import type { Target } from "../model/words.ts";
import { modeCommand, preparedKey } from "../run/command.ts";
import { openCompileCache } from "../run/compile-cache.ts";
import { configText } from "../run/config-file.ts";
import { normaliseEnding } from "../run/ending.ts";
import { engineFiles } from "../run/engine-files.ts";
import { readReport, readWords } from "../run/trial.ts";
import { warmer } from "../run/warm.ts";
import type { Streams } from "./streams.ts";

type Ending = Observation["ending"];

/** A wasm file as a user has it run. Paths are absolute. */
export interface Wanted {
  readonly wasm: string;
  readonly digest: string;
  readonly target: Target;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Folders of this machine that it may read and change, each with the name that it has for the program. */
  readonly directories: readonly { readonly host: string; readonly guest: string }[];
}

/** How a program ended in a lane: with an exit code of its own, or in another way, which `why` tells. */
export interface Outcome {
  readonly lane: string;
  readonly how: Ending["how"];
  readonly code: number;
  readonly why?: string;
}

/** What shells call a program that was aborted: a trap is that. */
const trapped = 134;
const failed = 1;

// Somebody's own program may take all the time and memory that it needs; its caller ends it.
const limits = { timeMs: 86_400_000, silenceMs: undefined, memoryMib: 8192, outputMib: 8192, processes: 256 } as const;

const outcomeOf = (lane: Lane, target: ResolvedTarget, exit: Exit, signs: { said: string; report: string | undefined }, wasm: string): Outcome => {
  const { ending, claim } = normaliseEnding(exit, target, { ...signs, wasm: () => readFileSync(wasm) });
  const told = { lane: lane.text, how: ending.how };
  if (ending.how === "trap" || claim?.how === "trap")
    return { ...told, how: "trap", code: trapped, why: `trap: ${claim?.message ?? ("message" in ending ? ending.message : "")}` };
  if (claim) return { ...told, how: claim.how, code: failed, why: `${claim.how}: ${claim.message}` };
  if (ending.how === "exit") return { ...told, code: ("code" in ending ? ending.code : undefined) ?? exit.code ?? failed };
  return { ...told, code: failed, why: describeExit(exit) ?? ending.how };
};

/** Runs a wasm file once in a lane, contained like a cell, in the new folder `folder` below `scratch`. */
export const start = async (session: Session, lane: Lane, wanted: Wanted, scratch: string, folder: string, streams: Streams): Promise<Outcome> => {
  const { wasm, directories, args, env } = wanted;
  const target = laneTarget(lane, wanted.target);
  if (!target) throw new Error(`${lane.text} has no ${wanted.target}`);
  const launcher = session.launcherOf(lane);
  const home = join(folder, "home");
  mkdirSync(home, { recursive: true });
  const program = { args, env, directories: directories.map(({ guest }) => ({ guest })), sockets: [] };
  const prepared = target.mode.prepare
    ? await prepare({ lane, target, mode: "prepare", wasm, key: preparedKey(lane, target, wanted.digest) }, session)
    : undefined;
  if (prepared && "failure" in prepared) return { lane: lane.text, how: "start", code: failed, why: prepared.failure };
  const warm = warmer({ lane, target, wasm, limits, as: "run" }, scratch, { home }, launcher);
  const cache = await openCompileCache(join(session.store, "engine-cache"), lane, target, wanted.digest, false, folder, warm);
  try {
    const text = await configText(lane.folder, target, program, []);
    const config = text === undefined ? undefined : join(folder, "config");
    if (config !== undefined && text !== undefined) writeFileSync(config, text);
    const places = {
      wasm,
      prepared: prepared?.folder,
      cache: cache.path,
      directories: directories.map(({ host }) => host),
      ...(config === undefined ? {} : { config }),
    };
    const command = modeCommand(lane, target, "run", places, program);
    if (!command) throw new GatehouseError("exec/no-mode", `${lane.text} runs no programs`, { hint: "name another lane" });
    const report = join(folder, "report");
    const running = {
      argv: command.argv,
      env: { HOME: home, TMPDIR: home, ...command.env },
      cwd: home,
      ...streams.paths,
      ...(target.report ? { report } : {}),
      limits: { timeMs: limits.timeMs, memoryKib: limits.memoryMib * 1024, outputBytes: limits.outputMib * 2 ** 20, processes: limits.processes },
      carry: {
        lane: engineFiles(lane),
        inputs: [wasm, ...cache.inputs, ...[prepared?.folder, config].filter((path) => path !== undefined)],
        directories: cache.directories,
        writable: directories.map(({ host }) => host),
        room: roomAt(scratch),
      },
    };
    const exit = await launcher.run(running, (program) => {
      const end = (): void => program.signal("SIGKILL");
      session.signal.addEventListener("abort", end);
      // A signal that has come does not come again.
      if (session.signal.aborted) end();
      streams.started?.(program);
    });
    return outcomeOf(lane, target, exit, { said: await streams.end(readWords(target)), report: readReport(target, report) }, wasm);
  } finally {
    // What a guest could have written is not kept.
    cache.close(false);
  }
};
