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

/** How a program is compiled ahead: engines compile one that serves, or whose work is counted, in another way than one that runs. */
export type Compiled = "run" | "serve" | "fuel";

const modes = { run: "warm", serve: "warm-serve", fuel: "warm-fuel" } as const;

/** What is compiled ahead, and how. */
export interface Warmed {
  readonly lane: Lane;
  readonly target: ResolvedTarget;
  readonly wasm: string;
  readonly limits: Limits;
  readonly as: Compiled;
}

/** What has an engine compile a program ahead, with nobody's code run; undefined where it cannot. */
export const warmer = ({ lane, target, wasm, limits, as }: Warmed, scratch: string, { home }: Pick<Sandbox, "home">, launcher: Launcher): Warm | undefined => {
  const mode = modes[as];
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
