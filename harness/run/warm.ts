import { dirname, join } from "node:path";
import type { Launcher } from "../launch/launcher.ts";
import { roomAt } from "../launch/room.ts";
import type { Limits } from "../model/contract.ts";
import type { Lane } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import { modeCommand } from "./command.ts";
import type { Warm } from "./compile-cache.ts";
import { engineFiles } from "./engine-files.ts";
import type { Sandbox } from "./sandbox.ts";

// A case's limit is for its program: an interpreter may take longer to compile, on a busy machine.
const leastCompiling = 300_000;

/** What is compiled ahead, and for which mode: engines compile what serves in another way than what runs. */
export interface Warmed {
  readonly lane: Lane;
  readonly target: ResolvedTarget;
  readonly wasm: string;
  readonly limits: Limits;
  readonly serves: boolean;
}

/** What has an engine compile a program ahead, with nobody's code run; undefined where it cannot. */
export const warmer = (
  { lane, target, wasm, limits, serves }: Warmed,
  scratch: string,
  { home }: Pick<Sandbox, "home">,
  launcher: Launcher,
): Warm | undefined => {
  const mode = serves ? "warm-serve" : "warm";
  if (!target.mode[mode]) return undefined;
  return async (cache) => {
    const command = modeCommand(lane, target, mode, { wasm, prepared: undefined, cache });
    if (!command) return;
    const said = (name: string): string => join(dirname(cache), `warm-${name}`);
    await launcher.run({
      argv: command.argv,
      env: { HOME: home, TMPDIR: home, ...command.env },
      cwd: home,
      stdin: "/dev/null",
      stdout: said("stdout"),
      stderr: said("stderr"),
      limits: {
        timeMs: Math.max(limits.timeMs, leastCompiling) * lane.slowdown,
        memoryKib: limits.memoryMib * 1024,
        outputBytes: 2 ** 20,
        processes: limits.processes,
      },
      carry: { lane: engineFiles(lane), inputs: [wasm], directories: [cache], room: roomAt(scratch) },
    });
  };
};
