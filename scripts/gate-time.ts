/**
 * Times a gate of one release against the next: of a small selection, and with `--full` over all workloads. The store must hold both engines and all
 * programs: a first, untimed gate sees to that. Each figure stands beside the load of the machine and the CPU time that it took, which tells more where
 * others compute; the small one beside its parts: what the command line takes to start, and what the cells took. Ends with 1 where a limit is missed.
 *
 *   node scripts/gate-time.ts [--full] [--times N]
 *
 * On a quiet machine of 2 cores the limits are 5 s for the small one and 12 minutes for the whole.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { load } from "../harness/host/machine.ts";
import { readJournal } from "../harness/record/read.ts";
import { findJournal, listRuns } from "../harness/record/runs.ts";
import { gatehouse, median, root, type Timed, time } from "./harness/timed.ts";

const { values } = parseArgs({ options: { full: { type: "boolean", default: false }, times: { type: "string", default: "5" } } });
const sides = ["--candidate", "wasmtime@49.0.3", "--baseline", "wasmtime@48.0.2"];
const small = ["gate", ...sides, "fibonacci/small", "language=c,rust"];
const whole = ["gate", ...sides, "--profile", "full"];

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

// The highest load is that of processes that wait for a core, before and after each.
const repeat = async (words: readonly string[], count: number): Promise<{ readonly all: Timed[]; readonly highest: number }> => {
  const [all, loads]: [Timed[], number[]] = [[], [load()[0]]];
  for (let index = 0; index < count; index++) {
    all.push(await time([...gatehouse, ...words]));
    loads.push(load()[0]);
  }
  return { all, highest: Math.max(...loads) };
};

const print = (what: string, { all, highest }: Awaited<ReturnType<typeof repeat>>, limit: number): boolean => {
  const walls = all.map(({ wallMs }) => wallMs);
  const [own, cpu] = [median(walls), median(all.map(({ cpuMs }) => cpuMs))];
  const ok = own <= limit * 1000;
  console.log(
    `${what}: median ${seconds(own)} s of ${all.length} (${walls.map(seconds).join(", ")}); at most ${limit} s; CPU ${seconds(cpu)} s; load up to ${highest.toFixed(1)} on ${availableParallelism()} cores${ok ? "" : highest > availableParallelism() ? "; the machine was not quiet" : ""}`,
  );
  return ok;
};

/** What the cells of the newest run took, end to end, one after the other, in milliseconds. */
const cellTimes = (): { readonly cells: number; readonly wallMs: number } => {
  const rows = readJournal(findJournal(root, listRuns(root).at(-1))).lines.flatMap((line) => (line.kind === "row" && line.state === "ran" ? [line] : []));
  return { cells: rows.length, wallMs: rows.reduce((sum, { observation }) => sum + (observation?.wallMs ?? 0), 0) };
};

const times = Number(values.times);
await repeat(small, 1);
const start = await repeat(["--version"], times);
let ok = print("a small gate", await repeat(small, times), 5);
const { cells, wallMs } = cellTimes();
console.log(`  of these: starting ${seconds(median(start.all.map((each) => each.wallMs)))} s; ${cells} cells ran for ${seconds(wallMs)} s in all`);
if (values.full) {
  await repeat(whole, 1);
  ok = print("a gate over all workloads, warm", await repeat(whole, 1), 720) && ok;
}
process.exit(ok ? 0 : 1);
