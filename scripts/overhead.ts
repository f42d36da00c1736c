/**
 * What the harness costs on top of the commands that it runs: the whole `gatehouse run runtime=wasmtime` against
 * `xargs -P2` over the same commands, whose outputs are stored and compared too; in turn, in one run.
 *
 *   node scripts/overhead.ts [--rounds N] [FILTER...]
 *
 * Prints wall time of both, their ratio pair by pair, and the harness's own CPU time per case: that of its whole
 * process tree less what the commands took themselves.
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "zx";
import type { CellRecord } from "../harness/judge/fold.ts";
import { foldRun } from "../harness/judge/fold.ts";
import { shellLine } from "../harness/model/text.ts";
import { readJournal } from "../harness/record/read.ts";

$.verbose = false;
const root = join(import.meta.dirname, "..");
const words = process.argv.slice(2);
const at = words.indexOf("--rounds");
const rounds = at < 0 ? 5 : Number(words.splice(at, 2)[1]);
const filters = ["runtime=wasmtime", ...words];

interface Measured {
  readonly wallMs: number;
  readonly cpuMs: number;
}

const time = async (argv: readonly string[]): Promise<Measured & { stdout: string }> => {
  const start = performance.now();
  const result = await $({ nothrow: true, cwd: root })`/usr/bin/env time -f %e,%U,%S -o ${join(scratch, "time")} ${argv}`;
  const wallMs = performance.now() - start;
  const [, user, system] = (readFileSync(join(scratch, "time"), "utf8").trim().split("\n").at(-1) as string).split(",").map(Number) as [number, number, number];
  return { wallMs, cpuMs: (user + system) * 1000, stdout: result.stdout };
};

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-overhead-"));
const harness = [process.execPath, join(root, "harness/gatehouse.mjs"), "run", "--json", "-j", "2", ...filters];

const runHarness = async (): Promise<Measured & { readonly cells: readonly CellRecord[] }> => {
  const measured = await time(harness);
  const journal = readJournal((JSON.parse(measured.stdout) as { journal: string }).journal);
  const { cells } = foldRun(journal.header, journal.lines);
  return { ...measured, cells: cells.filter((cell) => cell.observation !== undefined) };
};

// One small script a command: its streams go to files, as in the harness; all are compared afterwards.
const writeScripts = (cells: readonly CellRecord[], inputs: ReadonlyMap<string, string>): void => {
  mkdirSync(join(scratch, "jobs"), { recursive: true });
  cells.forEach((cell, index) => {
    const observation = cell.observation as NonNullable<CellRecord["observation"]>;
    const cache = join(root, ".gatehouse/engine-cache");
    const input = inputs.get(`${cell.id.workload}/${cell.id.case}`) ?? "/dev/null";
    const script = join(scratch, "jobs", `${index}.sh`);
    writeFileSync(
      script,
      `#!/bin/sh\nexport XDG_CACHE_HOME=${cache}/bench HOME=${scratch}\n${shellLine(observation.argv)} <${input} >${script}.out 2>${script}.err\nexit 0\n`,
    );
    chmodSync(script, 0o755);
  });
  writeFileSync(join(scratch, "list"), cells.map((_, index) => join(scratch, "jobs", `${index}.sh`)).join("\n"));
  const compare = cells.map((_, index) => `cmp -s ${join(scratch, "jobs", `${index}.sh.out`)} ${join(scratch, "jobs", `${index}.first`)}`).join("\n");
  writeFileSync(join(scratch, "all.sh"), `#!/bin/sh\nxargs -P2 -n1 sh <${join(scratch, "list")}\n${compare}\nexit 0\n`);
};

// Own CPU of one more trial: the difference between many trials and few, so that starting up does not count.
const ownPerTrial = async (filter: string): Promise<number> => {
  const at = async (repeat: number): Promise<{ own: number; trials: number }> => {
    const measured = await time([...harness, filter, "--repeat", String(repeat)]);
    const journal = readJournal((JSON.parse(measured.stdout) as { journal: string }).journal);
    const trials = journal.lines.flatMap((line) => (line.kind === "row" && line.state === "judged" && line.trials ? [line.trials] : []));
    return { own: measured.cpuMs - trials.reduce((sum, { cpuMs }) => sum + (cpuMs ?? 0), 0), trials: trials.reduce((sum, { count }) => sum + count, 0) };
  };
  const few = await at(2);
  const many = await at(30);
  return (many.own - few.own) / (many.trials - few.trials);
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;

try {
  const { loadCatalog } = await import("../harness/catalog/load.ts");
  const { readExpected } = await import("../harness/run/expected.ts");
  const catalog = await loadCatalog(root);
  const warm = await runHarness();
  // Cells with directories would need a sandbox of their own under xargs too.
  const plain = warm.cells.filter(
    (cell) => (catalog.workloads.get(cell.id.workload)?.cases.find((entry) => entry.id === cell.id.case)?.programs["main"]?.directories.length ?? 0) === 0,
  );
  const inputs = new Map(
    plain.map((cell) => {
      const workload = catalog.workloads.get(cell.id.workload);
      const program = workload?.cases.find((entry) => entry.id === cell.id.case)?.programs["main"];
      if (!workload || !program) throw new Error(`${cell.text} is not in the catalog`);
      return [`${cell.id.workload}/${cell.id.case}`, readExpected(program, workload.folder, join(scratch, "inputs")).stdinFile];
    }),
  );
  writeScripts(plain, inputs);
  const bare = ["sh", join(scratch, "all.sh")];
  await time(bare);
  for (const index of plain.keys()) writeFileSync(join(scratch, "jobs", `${index}.first`), readFileSync(join(scratch, "jobs", `${index}.sh.out`)));
  const ratios: number[] = [];
  const own: number[] = [];
  const walls: number[] = [];
  const bares: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const a = await runHarness();
    const b = await time(bare);
    const guests = a.cells.reduce((sum, { observation }) => sum + (observation?.userMs ?? 0) + (observation?.systemMs ?? 0), 0);
    ratios.push(a.wallMs / a.cells.length / (b.wallMs / plain.length));
    own.push((a.cpuMs - guests) / a.cells.length);
    walls.push(a.wallMs);
    bares.push(b.wallMs);
  }
  console.log(`cells: ${warm.cells.length} by the harness, ${plain.length} by xargs (those without directories); ${rounds} rounds, medians`);
  console.log(`harness, whole run:        ${median(walls).toFixed(0)} ms, ${(median(walls) / warm.cells.length).toFixed(2)} ms a case`);
  console.log(`xargs -P2, same commands:  ${median(bares).toFixed(0)} ms, ${(median(bares) / plain.length).toFixed(2)} ms a case`);
  console.log(
    `ratio per case:            ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}); goal: at most 2`,
  );
  const echo = [await ownPerTrial("stdin-echo/two-mebibytes"), await ownPerTrial("stdin-echo/two-mebibytes"), await ownPerTrial("stdin-echo/two-mebibytes")];
  console.log(
    `its own CPU, 2 MiB echo:   ${median(echo).toFixed(2)} ms a trial (${Math.min(...echo).toFixed(2)} to ${Math.max(...echo).toFixed(2)}), half of them trust cells; goal: at most 5`,
  );
  console.log(`harness's own CPU:         ${median(own).toFixed(2)} ms a case, its start included; goal: at most 5`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
