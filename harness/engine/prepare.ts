import { mkdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkRoom } from "../host/faults.ts";
import { makeSealed } from "../host/seal.ts";
import { shareAll } from "../host/shared.ts";
import { describeExit, type Exit, type Launcher } from "../launch/launcher.ts";
import { roomAt } from "../launch/room.ts";
import { hexOf } from "../model/digest.ts";
import type { Lane } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import { modeCommand } from "../run/command.ts";
import { engineFiles } from "../run/engine-files.ts";
import { tail } from "../run/streams.ts";

export type Prepared = { readonly folder: string } | { readonly failure: string };

/** An artifact that an engine is to prepare for itself, by a mode of its target. */
export interface ToPrepare {
  readonly lane: Lane;
  readonly target: ResolvedTarget;
  readonly mode: "prepare" | "compile";
  readonly wasm: string;
  /** Of all that the prepared form follows from. */
  readonly key: string;
}

/** Where prepared forms are kept, and what runs a lane's commands. */
export interface PrepareWork {
  readonly store: string;
  readonly launcherOf: (lane: Lane) => Launcher;
}

/** Prepares an artifact into a draft folder: how the command ended, and why it did not work where it did not. */
export const prepareOnce = async (
  { lane, target, mode, wasm }: Omit<ToPrepare, "key">,
  draft: string,
  work: PrepareWork,
): Promise<{ exit: Exit; failure?: string }> => {
  const command = modeCommand(lane, target, mode, { wasm, cache: draft, prepared: join(draft, "prepared") });
  if (!command) throw new Error(`${lane.text} prepares nothing`);
  const said = `${draft}.said`;
  mkdirSync(said, { recursive: true });
  try {
    const exit = await work.launcherOf(lane).run({
      argv: command.argv,
      env: { HOME: said, TMPDIR: said, ...command.env },
      cwd: said,
      stdin: "/dev/null",
      stdout: join(said, "stdout"),
      stderr: join(said, "stderr"),
      limits: { timeMs: 300_000, memoryKib: 4 * 2 ** 20, outputBytes: 2 ** 30, processes: 128 },
      carry: { lane: engineFiles(lane), inputs: [wasm], directories: [draft], room: roomAt(dirname(draft), 2 ** 31) },
    });
    const how = describeExit(exit);
    if (how === undefined) return { exit };
    checkRoom(draft);
    const stderr = join(said, "stderr");
    const size = statSync(stderr, { throwIfNoEntry: false })?.size ?? 0;
    return { exit, failure: `preparing the artifact failed: ${how}: ${tail(stderr, size, 2000).trim()}` };
  } finally {
    rmSync(said, { recursive: true, force: true });
  }
};

/** Prepares an artifact for an engine, once, kept in the store; how it ended when it did not work is told to every cell that waits. */
export const prepare = async (wanted: ToPrepare, work: PrepareWork): Promise<Prepared> => {
  const folder = join(work.store, "prepared", hexOf(wanted.key));
  const prepared = { folder: join(folder, "prepared") };
  const failure = await makeSealed(folder, join(work.store, "tmp"), "contents", async (draft) => {
    const { failure } = await prepareOnce(wanted, draft, work);
    if (failure === undefined) shareAll(draft, folder);
    return failure;
  });
  return failure === undefined ? prepared : { failure };
};
