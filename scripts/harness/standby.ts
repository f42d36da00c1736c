/** What Node processes that are started ahead of their commands save: hello in node:wasi, one at a time and two at once. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import wabt from "wabt";
import { storeFolder } from "../../harness/host/environment.ts";
import type { Command, Launcher } from "../../harness/launch/launcher.ts";
import { openHostLauncher } from "../../harness/launch/open.ts";
import { StandbyLauncher } from "../../harness/launch/standby.ts";
import { goal, median, root, scratch } from "./timed.ts";

const perRound = 40;

/** Runs the same commands with and without, round by round, and prints the ratio of their wall times. */
export const compareStandby = async (rounds: number): Promise<void> => {
  const host = await openHostLauncher(storeFolder(root));
  const folder = join(scratch, "standby");
  mkdirSync(folder);
  const [wasm, stdin] = [join(folder, "hello.wasm"), join(folder, "stdin")];
  const { parseWat } = await wabt();
  writeFileSync(wasm, parseWat("main.wat", readFileSync(join(root, "harness/mini/workloads/hello/wat.wasip1/main.wat"), "utf8")).toBinary({}).buffer);
  writeFileSync(stdin, "");
  const expected = readFileSync(join(root, "harness/mini/workloads/hello/expected/line.txt"), "utf8");
  const argv = [process.execPath, "--disable-warning=ExperimentalWarning", join(root, "harness/runtimes/node-wasi/host.mjs"), wasm];
  let count = 0;
  const one = async (launcher: Launcher): Promise<void> => {
    const own = join(folder, `${count++}`);
    mkdirSync(own);
    const [stdout, stderr] = [join(own, "stdout"), join(own, "stderr")];
    const command: Command = { argv, env: {}, cwd: own, stdin, stdout, stderr, limits: { timeMs: 60_000 }, standby: ["node:wasi"] };
    const { code } = await launcher.run(command);
    if (code !== 0 || readFileSync(stdout, "utf8") !== expected) throw new Error(`hello ended with ${code}`);
  };
  const timed = async (launcher: Launcher, atOnce: number): Promise<number> => {
    const start = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let at = 0; at < perRound / atOnce; at++) await one(launcher);
      }),
    );
    return (performance.now() - start) / perRound;
  };
  console.log("\nNode processes that are started ahead, hello in node:wasi:");
  try {
    for (const atOnce of [1, 2]) {
      const ahead = new StandbyLauncher(host, folder, atOnce);
      const pairs: [number, number][] = [];
      for (let round = 0; round < rounds; round++) pairs.push([await timed(ahead, atOnce), await timed(host, atOnce)]);
      await ahead.close();
      const [own, plain] = [median(pairs.map(([each]) => each)), median(pairs.map(([, each]) => each))];
      goal(`${atOnce} at once: to started for each, a command`, median(pairs.map(([a, b]) => a / b)), 1, "×", `${own.toFixed(0)} ms to ${plain.toFixed(0)} ms`);
    }
  } finally {
    await host.close();
  }
};
