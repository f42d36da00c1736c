/**
 * What a virtual machine costs: a program of one line on the current wasmtime as a process of this machine (nil), in a
 * pristine machine restored for it, and as the next job of a warm one, in turn, in one run; and beside them the bare
 * restore of an empty machine until its agent answers. As in cells, the engine finds what it compiled in the first round,
 * each engine its own. Every output is checked, and at the end no QEMU may be left.
 *
 *   node scripts/machine-cost.ts [--rounds 50]
 *
 * Prints medians, and those of the differences to nil round by round; goals hold on an idle machine. Exit code 1 where
 * something failed or was left.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { openSession } from "../harness/engine/session.ts";
import type { Launcher } from "../harness/launch/launcher.ts";
import { greet } from "../harness/launch/machine/conversation.ts";
import { chooseAccelerator, openMachines, openShop } from "../harness/launch/machine/open.ts";
import { openSnapshot, restore } from "../harness/launch/machine/snapshot.ts";
import type { Provisioned } from "../harness/model/provisioned.ts";
import { closeScratch, openScratch } from "../harness/run/scratch.ts";
import { median } from "./harness/timed.ts";
import { currentWasmtime, optionNumber, plantedOutput, plantedWasm } from "./planted.ts";

const rounds = optionNumber("--rounds", 50);
const work = 1;
const session = await openSession(join(import.meta.dirname, ".."), new AbortController().signal);
const scratch = openScratch(join(session.store, "tmp"));

const qemus = (): number =>
  readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(scratch);
    } catch {
      return false;
    }
  }).length;

let failed = 0;
try {
  const engine = await currentWasmtime(session);
  const keep = session.catalog.keeps.get("kvm");
  if (!keep) throw new Error("there is no Keep kvm");
  const packages = await session.provisioner.all(keep.manifest.package ?? {}, ["qemu", "kernel"], keep.folder);
  const missing = packages.find((state) => !state.ok);
  if (missing && !missing.ok) throw new Error(`${missing.evidence[0]?.name}: ${missing.evidence[0]?.info}`);
  const shop = await openShop({ store: session.store, scratch, host: session.launcher }, packages as Provisioned[], () => Promise.resolve([]));
  if ("missing" in shop) throw new Error(shop.missing.info);
  const { accelerator, refused } = await chooseAccelerator(shop, ["kvm", "tcg"]);
  if (!accelerator) throw new Error(refused.map(({ info }) => info).join("; "));
  const wasm = await plantedWasm(scratch);
  const furnishing = { paths: [engine.folder, wasm], programs: [engine.program], env: {}, trial: [engine.program, "run", wasm, String(work)] };
  const [pristine, warm] = (["pristine", "warm"] as const).map((upkeep) => openMachines(shop, accelerator, furnishing, upkeep)) as [Launcher, Launcher];
  const room = { ...shop, hardware: { ...shop.hardware, accelerator } };
  const empty = await openSnapshot(room, ["empty", shop.digest, accelerator, shop.hardware.memoryMib], () => Promise.resolve());

  let count = 0;
  const timed = async (act: () => Promise<string | undefined>): Promise<number> => {
    const start = performance.now();
    const wrong = await act();
    const ms = performance.now() - start;
    if (wrong !== undefined) {
      failed++;
      console.error(wrong);
    }
    return ms;
  };
  const job = (launcher: Launcher, keeps = true) => {
    const cache = join(scratch, `cache-${count++}`);
    mkdirSync(cache);
    let cold = true;
    return async (): Promise<string | undefined> => {
      const folder = join(scratch, `job-${count++}`);
      mkdirSync(folder);
      const [stdout, stderr] = [join(folder, "stdout"), join(folder, "stderr")];
      const argv = [engine.program, "run", wasm, String(work)];
      const env = { HOME: folder, XDG_CACHE_HOME: keeps ? cache : join(folder, "cache") };
      const carry = { inputs: [engine.folder, wasm, ...(keeps && !cold ? [cache] : [])], directories: keeps && cold ? [cache] : [] };
      cold = false;
      const exit = await launcher.run({ argv, env, cwd: folder, stdin: "/dev/null", stdout, stderr, limits: { timeMs: 120_000 }, carry });
      if (exit.code === 0 && readFileSync(stdout, "utf8") === plantedOutput(work)) return undefined;
      return `a job failed: ${exit.startError ?? exit.limit ?? exit.signal ?? exit.code}`;
    };
  };
  const bare = async (): Promise<undefined> => {
    const machine = await restore(room, empty);
    await greet(machine, 120_000);
    ends.push(machine.end());
  };
  const ends: Promise<void>[] = [];
  const ways = { nil: job(session.launcher), pristine: job(pristine), warm: job(warm), compiling: job(pristine, false), bare } as const;
  const times: Record<keyof typeof ways, number[]> = { nil: [], pristine: [], warm: [], compiling: [], bare: [] };
  for (const act of Object.values(ways)) await act();
  for (let round = 0; round < rounds; round++) {
    for (const [name, act] of Object.entries(ways)) {
      times[name as keyof typeof ways].push(await timed(act));
      await Promise.all(ends.splice(0));
    }
  }
  await Promise.all([pristine.close(), warm.close()]);
  const over = (name: "pristine" | "warm"): number => median(times[name].map((ms, round) => ms - (times.nil[round] as number)));
  const show = (ms: number): string => `${(ms / 1000).toFixed(3)} s`;
  console.log(`${rounds} rounds by ${accelerator}, load ${loadavg()[0]?.toFixed(1)}; medians (smallest)`);
  for (const [name, all] of Object.entries(times)) console.log(`  ${name.padEnd(10)}${show(median(all))} (${show(Math.min(...all))})`);
  console.log(`a pristine machine over nil: ${show(over("pristine"))}; goal: at most 0.45 s`);
  console.log(`a job of a warm one over nil: ${show(over("warm"))}; goal: at most 0.25 s`);
  console.log(`a pristine one whose engine compiles: ${show(median(times.compiling))} in all`);
  console.log(`the bare restore:            ${show(median(times.bare))}; seen before: 0.05 s`);
  const left = qemus();
  console.log(`${rounds * 4} jobs, ${failed} failed, ${left} processes left`);
  if (left > 0) failed++;
} finally {
  await session.close();
  closeScratch(scratch);
}
process.exit(failed > 0 ? 1 : 0);
