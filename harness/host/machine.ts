import { accessSync, constants, readFileSync, statfsSync } from "node:fs";
import { arch, availableParallelism, cpus, freemem, loadavg, platform, release, totalmem } from "node:os";
import { hexOf } from "../model/digest.ts";
import type { Machine } from "../model/generated/journal.ts";
import { sleep } from "./clock.ts";
import { digestOf } from "./digest.ts";

/** This machine's architecture in the words of lanes: `x86_64`, `aarch64`. */
export const architecture = (): string => ({ x64: "x86_64", arm64: "aarch64" })[arch() as "x64" | "arm64"] ?? arch();

/** How many computations this machine does at once. */
export const cores = (): number => availableParallelism();

/** How many cells or builds run at once by default: one a core and one more, since each waits at times. */
export const defaultJobs = (): number => cores() + 1;

const system = (): string => {
  if (platform() !== "linux") return platform();
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "linux";
  } catch {
    return "linux";
  }
};

/** What tells results of this machine from those of another: hardware and system, no names of hosts or users. */
export const machine = (): Machine => {
  const facts = {
    os: system(),
    kernel: `${platform()} ${release()}`,
    architecture: architecture(),
    cpu: cpus()[0]?.model.trim() || "unknown",
    cores: cpus().length,
    memoryMib: Math.round(totalmem() / 2 ** 20),
    node: process.versions.node,
  };
  return { id: hexOf(digestOf({ ...facts, node: undefined }), 12), ...facts };
};

/** Memory that is free now, in MiB. */
export const freeMemoryMib = (): number => freemem() / 2 ** 20;

/** Whether a process of that id is there; also where it is somebody else's. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** What tells one start of this machine from another; empty where the system does not say. */
export const bootId = (): string => {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
};

const cpuTimes = (): { readonly idle: number; readonly all: number } => {
  const times = cpus().map(({ times: own }) => own);
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((own) => Object.values(own))) };
};

/** How many cores are busy, over so many milliseconds. */
export const busyCores = async (milliseconds: number): Promise<number> => {
  const before = cpuTimes();
  await sleep(milliseconds);
  const after = cpuTimes();
  const all = after.all - before.all;
  return all === 0 ? 0 : Math.round((1 - (after.idle - before.idle) / all) * cpus().length * 100) / 100;
};

/** Load averages over 1, 5 and 15 minutes. */
export const load = (): [number, number, number] => loadavg().map((value) => Math.round(value * 100) / 100) as [number, number, number];

const calibrationLoops = 10_000_000;

/** Times a loop that is always the same, for the machine's own speed: milliseconds of the clock, and of this process's CPU. */
export const calibrate = (): { readonly wallMs: number; readonly cpuMs: number; readonly sum: number } => {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  let sum = 1;
  for (let left = calibrationLoops; left > 0; left--) sum = (Math.imul(sum, 1664525) + 1013904223) | 0;
  const { user, system } = process.cpuUsage(cpu);
  // The sum goes out, so that no compiler takes the loop away.
  return { wallMs: performance.now() - wall, cpuMs: (user + system) / 1000, sum };
};

/** A folder in memory that has so many bytes to spare; undefined where there is none, or less. */
export const memoryFolder = (leastFree: number): string | undefined => {
  const folder = "/dev/shm";
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > leastFree ? folder : undefined;
  } catch {
    return undefined;
  }
};
