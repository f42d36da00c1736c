/** The harness against `xargs -P2` over the same commands, whose outputs are stored and compared too; in turn. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadCatalog } from "../../harness/catalog/load.ts";
import type { CellRecord } from "../../harness/judge/fold.ts";
import { foldRun } from "../../harness/judge/fold.ts";
import { shellLine } from "../../harness/model/text.ts";
import { readJournal } from "../../harness/record/read.ts";
import { readExpected } from "../../harness/run/expected.ts";
import { gatehouse, goal, median, profile, root, scratch, type Timed, time } from "./timed.ts";

/** What is compared: cells that a filter names, each tried so often in one run. */
export interface Comparison {
  readonly name: string;
  readonly filters: readonly string[];
  readonly repeat: number;
  /** The most that the harness may take, times what xargs takes. */
  readonly ratio: number;
  /** The most CPU time in milliseconds that the harness may take of its own for a case; undefined: it is not asked. */
  readonly ownMs: number | undefined;
}

const command = ({ filters, repeat }: Comparison, times = repeat): string[] => [
  ...gatehouse,
  ...["run", "--json", "-j", "2", "--profile", "full", "--repeat", String(times), ...filters],
];

interface Run extends Timed {
  readonly cells: readonly CellRecord[];
  readonly trials: number;
  /** CPU time of all trials. */
  readonly guestMs: number;
}

const runHarness = async (comparison: Comparison, times = comparison.repeat): Promise<Run> => {
  const measured = await time(command(comparison, times));
  const journal = readJournal((JSON.parse(measured.stdout) as { journal: string }).journal);
  const rows = journal.lines.flatMap((line) => (line.kind === "row" && line.state === "ran" && line.trials ? [line.trials] : []));
  const { cells } = foldRun(journal.header, journal.lines);
  const bad = cells.find(({ state }) => state.is !== "judged" || state.verdict.is !== "pass");
  if (bad) throw new Error(`${bad.text} does not pass: nothing is compared`);
  return { ...measured, cells, trials: rows.reduce((sum, { count }) => sum + count, 0), guestMs: rows.reduce((sum, { cpuMs }) => sum + (cpuMs ?? 0), 0) };
};

// One small script a command: its streams go to files, as in the harness; all are compared afterwards.
const writeScripts = (
  folder: string,
  cells: readonly CellRecord[],
  inputs: ReadonlyMap<string, string>,
  repeat: number,
): { scripts: string[]; all: string } => {
  mkdirSync(folder, { recursive: true });
  const scripts = cells.flatMap((cell, index) => {
    const observation = cell.observation as NonNullable<CellRecord["observation"]>;
    const input = inputs.get(`${cell.id.workload}/${cell.id.case}`) ?? "/dev/null";
    return Array.from({ length: repeat }, (_, trial) => {
      const script = join(folder, `${index}-${trial}.sh`);
      const environment = `XDG_CACHE_HOME=${join(scratch, "xargs-cache")} HOME=${scratch}`;
      writeFileSync(script, `#!/bin/sh\nexport ${environment}\n${shellLine(observation.argv)} <${input} >${script}.out 2>${script}.err\nexit 0\n`);
      chmodSync(script, 0o755);
      return script;
    });
  });
  writeFileSync(join(folder, "list"), scripts.join("\n"));
  const all = join(folder, "all");
  const compare = scripts.map((script) => `cmp -s ${script}.out ${script.replace(/-\d+\.sh$/, ".first")} || exit 3`).join("\n");
  writeFileSync(all, `#!/bin/sh\nxargs -P2 -n1 sh <${join(folder, "list")}\n[ -z "$COMPARE" ] || {\n${compare}\n}\nexit 0\n`);
  return { scripts, all };
};

/** Measures, and prints goals reached and missed; with a profile where one is missed. */
export const compareWithXargs = async (comparison: Comparison, rounds: number): Promise<void> => {
  const catalog = await loadCatalog(root);
  const programOf = (cell: CellRecord) => catalog.workloads.get(cell.id.workload)?.cases.find((entry) => entry.id === cell.id.case)?.programs["main"];
  const warm = await runHarness(comparison);
  // Cells with directories would need a sandbox of their own under xargs too.
  const plain = warm.cells.filter((cell) => (programOf(cell)?.directories.length ?? 1) === 0);
  const inputs = new Map(
    plain.flatMap((cell) => {
      const [workload, program] = [catalog.workloads.get(cell.id.workload), programOf(cell)];
      return workload && program
        ? [[`${cell.id.workload}/${cell.id.case}`, readExpected(program, workload.folder, join(scratch, "inputs")).stdinFile] as const]
        : [];
    }),
  );
  const { scripts, all } = writeScripts(join(scratch, comparison.name.replaceAll(" ", "-")), plain, inputs, comparison.repeat);
  await time(["sh", all]);
  for (const script of scripts.filter((each) => each.endsWith("-0.sh"))) writeFileSync(script.replace(/-0\.sh$/, ".first"), readFileSync(`${script}.out`));
  const [ratios, own, ours, bare, guests]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  for (let round = 0; round < rounds; round++) {
    const a = await runHarness(comparison);
    const b = await time(["sh", all], { COMPARE: "1" });
    ratios.push(a.wallMs / a.trials / (b.wallMs / scripts.length));
    own.push((a.cpuMs - a.guestMs) / a.trials);
    ours.push(a.wallMs / a.trials);
    bare.push(b.wallMs / scripts.length);
    guests.push(a.guestMs / a.trials);
  }
  console.log(
    `\n${comparison.name}: ${warm.cells.length} cells, ${comparison.repeat} trials each, ${median(guests).toFixed(1)} ms CPU a trial; ${rounds} rounds, medians; its start counts`,
  );
  console.log(
    `  wall time a case: harness ${median(ours).toFixed(2)} ms, xargs -P2 ${median(bare).toFixed(2)} ms; ratios ${ratios.map((each) => each.toFixed(2)).join(", ")}`,
  );
  const reached = [goal(`${comparison.name}, against xargs -P2`, median(ratios), comparison.ratio, " times")];
  if (comparison.ownMs !== undefined)
    reached.push(goal(`${comparison.name}, its own CPU time a case, its start included`, median(own), comparison.ownMs, " ms"));
  if (reached.every(Boolean)) return;
  console.log("  where Node's time goes:");
  for (const line of await profile(command(comparison))) console.log(line);
};
