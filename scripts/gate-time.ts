/**
 * Times a gate of one release against the next: of a small selection, and with `--full` over all workloads. The store must hold both engines and all
 * programs: a first, untimed gate sees to that. Each figure stands beside the load of the machine and the CPU time that it took, which tells more where
 * others compute; the small one beside its parts: what the command line takes to start, and what the cells took. Ends with 1 where a limit is missed.
 *
 *   node scripts/gate-time.ts [--full] [--times N]
 *
 * On a quiet machine of 2 cores the limits are 5 s for the small one and 12 minutes for the whole.
 */
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { $ } from "zx";
import { readJournal } from "../harness/record/read.ts";
import { findJournal, listRuns } from "../harness/record/runs.ts";

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({ options: { full: { type: "boolean", default: false }, times: { type: "string", default: "5" } } });
const sides = ["--candidate", "wasmtime@49.0.3", "--baseline", "wasmtime@48.0.2"];
const small = ["gate", ...sides, "fibonacci/small", "language=c,rust"];
const whole = ["gate", ...sides, "--profile", "full"];

interface Timed {
  readonly seconds: number;
  /** CPU seconds of all that was started. */
  readonly cpu: number;
  /** Of processes that wait for a core, before and after. */
  readonly load: readonly [number, number];
  readonly code: number | null;
}

const load = (): number => loadavg()[0] ?? 0;

// Linux counts those of children that have ended, in hundredths of a second.
const childSeconds = (): number => {
  const fields = existsSync("/proc/self/stat") ? readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") : undefined;
  return (Number(fields?.[13]) + Number(fields?.[14])) / 100;
};

const time = async (words: readonly string[]): Promise<Timed> => {
  const [before, cpu] = [load(), childSeconds()];
  const begun = performance.now();
  const { exitCode } = await $({ nothrow: true, quiet: true, cwd: root })`${process.execPath} harness/gatehouse.mjs ${words}`;
  return { seconds: (performance.now() - begun) / 1000, cpu: childSeconds() - cpu, load: [before, load()], code: exitCode };
};

const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;

const print = (what: string, all: readonly Timed[], limit: number): boolean => {
  const sorted = all.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const [own, highest, cpu] = [median(sorted), Math.max(...all.flatMap((each) => each.load)), median(all.map((each) => each.cpu).sort((a, b) => a - b))];
  const ok = own <= limit;
  console.log(
    `${what}: median ${own.toFixed(2)} s of ${all.length} (${sorted.map((each) => each.toFixed(2)).join(", ")}); at most ${limit} s; CPU ${cpu.toFixed(2)} s; load up to ${highest.toFixed(1)} on ${availableParallelism()} cores${ok ? "" : highest > availableParallelism() ? "; the machine was not quiet" : ""}`,
  );
  for (const code of new Set(all.map((each) => each.code))) if (code !== 0 && code !== 1) throw new Error(`${what}: exit code ${code}`);
  return ok;
};

/** Seconds that the cells of the newest run took, end to end, one after the other. */
const cellSeconds = (): { readonly cells: number; readonly seconds: number } => {
  const rows = readJournal(findJournal(root, listRuns(root).at(-1))).lines.flatMap((line) => (line.kind === "row" && line.state === "ran" ? [line] : []));
  return { cells: rows.length, seconds: rows.reduce((sum, { observation }) => sum + (observation?.wallMs ?? 0), 0) / 1000 };
};

const repeat = async (words: readonly string[], count: number): Promise<Timed[]> => {
  const all: Timed[] = [];
  for (let index = 0; index < count; index++) all.push(await time(words));
  return all;
};

const times = Number(values.times);
await time(small);
const start = await repeat(["--version"], times);
let ok = print("a small gate", await repeat(small, times), 5);
const { cells, seconds } = cellSeconds();
console.log(
  `  of these: starting ${median(start.map((each) => each.seconds).sort((a, b) => a - b)).toFixed(2)} s; ${cells} cells ran for ${seconds.toFixed(2)} s in all`,
);
if (values.full) {
  await time(whole);
  ok = print("a gate over all workloads, warm", await repeat(whole, 1), 720) && ok;
}
process.exit(ok ? 0 : 1);
