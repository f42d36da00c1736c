import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { randomName } from "../host/digest.ts";
import type { ToolResult } from "../host/tool.ts";
import { describeExit, type Launcher, type Running } from "../launch/launcher.ts";
import { pathsOf, roomAt } from "../launch/room.ts";
import type { ContainedTool } from "../provision/context.ts";

const outputBytes = 2 ** 26;

/** Runs programs of packages as commands are run: they see their packages and folders, no network and nothing of the user's. */
export const containedTool =
  (launcher: Launcher, store: string): ContainedTool =>
  async (argv, { cwd, env, timeoutMs, packages, reads, writable, signal }): Promise<ToolResult> => {
    const said = join(store, "tmp", `tool-${randomName()}`);
    mkdirSync(said, { recursive: true });
    let running: Running | undefined;
    const end = (): void => running?.signal("SIGKILL");
    signal?.addEventListener("abort", end);
    try {
      const [stdout, stderr] = [join(said, "stdout"), join(said, "stderr")];
      const carry = { lane: [...pathsOf(packages), ...reads], inputs: [], directories: [], writable, room: roomAt(join(said, "room")) };
      const command = { argv, env, cwd, stdin: "/dev/null", stdout, stderr, limits: { timeMs: timeoutMs, outputBytes }, carry };
      const exit = await launcher.run(command, (own) => {
        running = own;
      });
      const failure = describeExit(exit) ?? "";
      const [out, err] = exit.startError === undefined ? [readFileSync(stdout, "utf8"), readFileSync(stderr, "utf8")] : ["", ""];
      return { ok: failure === "", exitCode: exit.code ?? undefined, stdout: out, stderr: err, failure };
    } finally {
      signal?.removeEventListener("abort", end);
      rmSync(said, { recursive: true, force: true });
    }
  };
