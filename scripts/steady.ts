/**
 * Verdicts must not depend on load, parallelism or order: repeats cells while two busy loops take the processors, and runs
 * them with one, two and eight jobs and in shuffled orders.
 *
 *   node scripts/steady.ts [FILTER...]
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { $ } from "zx";
import { foldRun } from "../harness/judge/fold.ts";
import { readJournal } from "../harness/record/read.ts";

const root = join(import.meta.dirname, "..");
const filters = process.argv.slice(2);
const leastTrials = 2000;

const run = async (...options: string[]): Promise<{ essence: string; trials: number; planned: number }> => {
  const { stdout } = await $({ nothrow: true, quiet: true, cwd: root })`${process.execPath} harness/gatehouse.mjs run --json ${options} ${filters}`;
  const { header, lines } = readJournal((JSON.parse(stdout) as { journal: string }).journal);
  const cells = foldRun(header, lines).cells.map(({ text, state, observation }) => [text, state, observation?.stdout, observation?.files]);
  const trials = lines.reduce((sum, line) => sum + (line.kind === "row" && line.state === "ran" ? (line.trials?.count ?? 1) : 0), 0);
  return { essence: JSON.stringify(cells), trials, planned: header.cells };
};

const quiet = await run();
const loops = [0, 1].map(() => spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }));
let failed = 0;
try {
  const times = Math.max(2, Math.ceil(leastTrials / quiet.planned));
  const compare = async (name: string, ...options: string[]): Promise<void> => {
    const { essence, trials } = await run(...options);
    const same = essence === quiet.essence;
    if (!same) failed++;
    console.log(`${same ? "same     " : "different"}  ${name}: ${trials} trials of ${quiet.planned} cells under two busy loops`);
  };
  await compare(`repeated ${times} times`, "--repeat", String(times));
  for (const jobs of ["1", "2", "8"]) await compare(`${jobs} jobs`, "-j", jobs);
  for (const seed of ["1", "2", "3"]) await compare(`shuffled with seed ${seed}, 4 jobs`, "-j", "4", "--shuffle", seed);
} finally {
  for (const loop of loops) loop.kill("SIGKILL");
}
process.exit(failed === 0 ? 0 : 1);
