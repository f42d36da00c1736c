import { spawn } from "node:child_process";
import { closeSync, fstatSync, openSync } from "node:fs";
import { monotonic } from "../host/clock.ts";
import type { Command, Exit, Launcher, Running } from "./launcher.ts";

const tickMs = 50;

/**
 * Runs commands with what Node alone can do, where there is no C compiler or no Linux: a process group is ended, a
 * descendant that left the group is not; CPU time and memory are unknown, so a memory limit does not hold.
 */
export class PlainLauncher implements Launcher {
  readonly supervised = false;
  readonly contained = "no";
  readonly #running = new Set<number>();

  run(command: Command, started?: (running: Running) => void): Promise<Exit> {
    const [file, ...args] = command.argv as [string, ...string[]];
    const isOne = command.stdin === command.stdout;
    const stdin = openSync(command.stdin, isOne ? "r+" : "r");
    const stdout = isOne ? stdin : openSync(command.stdout, "w", 0o600);
    const stderr = openSync(command.stderr, "w", 0o600);
    const report = command.report === undefined ? [] : [openSync(command.report, "w", 0o600)];
    const start = monotonic();
    return new Promise((resolve) => {
      let limit: Exit["limit"];
      let startError: string | undefined;
      let heard = 0;
      let spoke = start;
      const child = spawn(file, args, { cwd: command.cwd, env: { ...command.env }, stdio: [stdin, stdout, stderr, ...report], detached: true });
      const group = child.pid;
      if (group !== undefined) this.#running.add(group);
      started?.({ signal: (name) => void child.kill(name) });
      const check = (): void => {
        const now = monotonic();
        const { timeMs, silenceMs, outputBytes } = command.limits;
        const sizes = [fstatSync(stdout).size, fstatSync(stderr).size];
        const said = (sizes[0] ?? 0) + (sizes[1] ?? 0);
        if (said !== heard) {
          heard = said;
          spoke = now;
        }
        if (outputBytes && sizes.some((size) => size >= outputBytes)) limit = "output";
        else if (timeMs && now - start > timeMs) limit = "time";
        else if (silenceMs && now - spoke > silenceMs) limit = "silence";
        if (limit && group !== undefined) endGroup(group);
      };
      const timer = setInterval(check, tickMs);
      child.on("error", (error) => {
        startError = error.message;
        if (group === undefined) finish(null, null);
      });
      const finish = (code: number | null, signal: string | null): void => {
        clearInterval(timer);
        if (group !== undefined) {
          endGroup(group);
          this.#running.delete(group);
        }
        if (!limit) check();
        for (const file of new Set([stdin, stdout, stderr, ...report])) closeSync(file);
        resolve({ code, signal, wallMs: monotonic() - start, userMs: null, systemMs: null, peakKib: null, limit, leftProcesses: 0, startError });
      };
      child.on("exit", finish);
    });
  }

  close(): Promise<void> {
    for (const group of this.#running) endGroup(group);
    return Promise.resolve();
  }
}

const endGroup = (group: number): void => {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // The group is gone already.
  }
};
