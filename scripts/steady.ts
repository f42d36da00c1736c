/**
 * Verdicts must not depend on load, parallelism or order: repeats cells while two busy loops take the processors, and runs
 * them with one, two and eight jobs and in shuffled orders.
 *
 *   node scripts/steady.ts [--times 20] [--profile full] [FILTER...]
 *
 * Without --times each cell is repeated until 2,000 trials were made.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { $ } from "zx";
import { foldRun } from "../harness/judge/fold.ts";
import { readJournal } from "../harness/record/read.ts";
import { loadToday } from "../harness/review/read-run.ts";

const root = join(import.meta.dirname, "..");
const leastTrials = 2000;
const {
  values: { times: asked, profile },
  positionals: filters,
} = parseArgs({ allowPositionals: true, options: { times: { type: "string" }, profile: { type: "string", default: "quick" } } });

const { known } = await loadToday(root);

/** What must not change of a cell: its verdict without times, and what it wrote. */
type Essence = ReadonlyMap<string, string>;

interface Run {
  readonly essence: Essence;
  /** Cells that failed as they are known to flake: their verdicts may change. */
  readonly flakes: readonly string[];
  readonly trials: number;
  readonly planned: number;
}

const run = async (...options: string[]): Promise<Run> => {
  const { stdout } = await $({
    nothrow: true,
    quiet: true,
    cwd: root,
  })`${process.execPath} harness/gatehouse.mjs run --json --profile ${profile} ${options} ${filters}`;
  const { header, lines } = readJournal((JSON.parse(stdout) as { journal: string }).journal);
  const { cells } = foldRun(header, lines, known);
  const essence = cells.map(({ text, state, observation }): [string, string] => {
    const failed = state.is === "judged" && state.verdict.is === "fail" ? state.verdict : undefined;
    const wrote = [observation?.stdout?.differsAt, observation?.files];
    return [text, JSON.stringify(failed ? [failed.is, failed.cause] : [state.is === "judged" ? state.verdict.is : state.is, ...wrote])];
  });
  const flakes = cells.flatMap(({ text, standing }) => (standing.is === "known-failure" && standing.known.kind === "flake" ? [text] : []));
  const trials = lines.reduce((sum, line) => sum + (line.kind === "row" && line.state === "ran" ? (line.trials?.count ?? 1) : 0), 0);
  return { essence: new Map(essence), flakes, trials, planned: header.cells };
};

const quiet = await run();
const loops = [0, 1].map(() => spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }));
let failed = 0;
try {
  const times = asked === undefined ? Math.max(2, Math.ceil(leastTrials / quiet.planned)) : Number(asked);
  const compare = async (name: string, ...options: string[]): Promise<void> => {
    const { essence, flakes, trials } = await run(...options);
    const flaking = new Set([...quiet.flakes, ...flakes]);
    const others = [...quiet.essence].filter(([cell, own]) => !flaking.has(cell) && essence.get(cell) !== own);
    const same = others.length === 0 && essence.size === quiet.essence.size;
    if (!same) failed++;
    for (const [cell, own] of others) console.log(`  ${cell}: ${own}, then ${essence.get(cell)}`);
    console.log(
      `${same ? "same     " : "different"}  ${name}: ${trials} trials of ${quiet.planned} cells under two busy loops${flaking.size > 0 ? `; ${flaking.size} known to flake did` : ""}`,
    );
  };
  await compare(`repeated ${times} times`, "--repeat", String(times));
  for (const jobs of ["1", "2", "8"]) await compare(`${jobs} jobs`, "-j", jobs);
  for (const seed of ["1", "2", "3"]) await compare(`shuffled with seed ${seed}, 4 jobs`, "-j", "4", "--shuffle", seed);
} finally {
  for (const loop of loops) loop.kill("SIGKILL");
}
process.exit(failed === 0 ? 0 : 1);
