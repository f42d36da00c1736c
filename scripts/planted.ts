/** What noise.ts and sensitivity.ts share: a program that does as much work as it is told, run on the current wasmtime. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import wabt from "wabt";
import { openSession, type Session } from "../harness/engine/session.ts";
import type { Pairs } from "../harness/measure/ratio.ts";
import { compareTimes, type Looks, lookRounds, type Policy } from "../harness/measure/verdict.ts";
import type { Comparison } from "../harness/model/speed.ts";

/** A program at hand: how to run it, and how to put it away. */
export interface Planted {
  /** CPU time in milliseconds of doing so much work; its output is checked. */
  readonly cpuMs: (work: number) => Promise<number>;
  /** Whether so much work is done within a limit of fuel. */
  readonly suffices: (work: number, fuel: number) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** What the planted program prints for so much work. */
export const plantedOutput = (work: number): string => {
  let sum = 0;
  for (let left = work; left > 0; left--) sum = (Math.imul(sum, 1664525) + 1013904223) >>> 0;
  return `${sum.toString(16).padStart(8, "0")}\n`;
};

/** The current release of wasmtime: its program, and the folder that it is in. */
export const currentWasmtime = async (session: Session): Promise<{ readonly program: string; readonly folder: string }> => {
  const runtime = session.catalog.runtimes.get("wasmtime");
  const release = runtime?.releases.find(({ current }) => current);
  const engine = runtime?.manifest.package["engine"];
  if (!runtime || !release?.version || engine?.from !== "pypi") throw new Error("there is no current release of wasmtime from PyPI");
  const pinned = { engine: { ...engine, version: release.version, ...(release.digests ? { digests: release.digests } : {}) } };
  const state = await session.provisioner.one(pinned, "engine", runtime.folder);
  const program = state.ok ? state.bin["wasmtime"] : undefined;
  if (!state.ok || !program) throw new Error("wasmtime cannot be had here");
  return { program, folder: state.folder };
};

/** The planted program as a file in a folder. */
export const plantedWasm = async (folder: string): Promise<string> => {
  const wasm = join(folder, "planted.wasm");
  const { parseWat } = await wabt();
  writeFileSync(wasm, parseWat("planted.wat", readFileSync(join(import.meta.dirname, "planted.wat"), "utf8")).toBinary({}).buffer);
  return wasm;
};

export const openPlanted = async (): Promise<Planted> => {
  const session = await openSession(join(import.meta.dirname, ".."), new AbortController().signal);
  const { program: wasmtime } = await currentWasmtime(session);
  if (!session.launcher.supervised) throw new Error("CPU time is known only where the launcher program runs");
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-planted-"));
  const wasm = await plantedWasm(folder);
  mkdirSync(join(folder, "home"));
  const texts = new Map<number, string>();
  const run = async (work: number, options: readonly string[]): Promise<{ ok: boolean; cpuMs: number }> => {
    const [stdout, stderr] = [join(folder, "stdout"), join(folder, "stderr")];
    const exit = await session.launcher.run({
      argv: [wasmtime, "run", ...options, wasm, String(work)],
      env: { HOME: join(folder, "home"), XDG_CACHE_HOME: join(folder, "cache") },
      cwd: folder,
      stdin: "/dev/null",
      stdout,
      stderr,
      limits: { timeMs: 60_000 },
    });
    const text = texts.get(work) ?? plantedOutput(work);
    texts.set(work, text);
    return { ok: exit.code === 0 && readFileSync(stdout, "utf8") === text, cpuMs: (exit.userMs ?? 0) + (exit.systemMs ?? 0) };
  };
  return {
    cpuMs: async (work) => {
      const { ok, cpuMs } = await run(work, []);
      if (!ok) throw new Error(`the planted program does not do ${work} rounds`);
      return cpuMs;
    },
    suffices: async (work, fuel) => (await run(work, ["-W", `fuel=${fuel}`])).ok,
    close: async () => {
      await session.launcher.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Measures two amounts of work in turn, until the comparison is decided or its looks are over. */
export const comparePlanted = async (planted: Planted, [baseline, candidate]: readonly [number, number], policy: Policy, looks: Looks): Promise<Comparison> => {
  const pairs: { [side in keyof Pairs]: number[] } = { baseline: [], candidate: [] };
  let comparison = compareTimes(pairs, policy, looks);
  for (const rounds of lookRounds(looks)) {
    while (pairs.baseline.length < rounds) {
      // Which goes first changes, so that neither always follows the other.
      const first = pairs.baseline.length % 2 === 0;
      for (const side of first ? (["baseline", "candidate"] as const) : (["candidate", "baseline"] as const))
        pairs[side].push(await planted.cpuMs(side === "baseline" ? baseline : candidate));
    }
    comparison = compareTimes(pairs, policy, looks);
    if (comparison.is !== "unsure") break;
  }
  return comparison;
};

/** A number after a word of the command line. */
export const optionNumber = (name: string, usual: number): number => {
  const at = process.argv.indexOf(name);
  const value = at < 0 ? usual : Number(process.argv[at + 1]);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} takes a number above zero`);
  return value;
};
