/** What the parts of scripts/harness.ts share: commands with their figures, goals, medians. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "zx";

export const root = join(import.meta.dirname, "../..");
export const gatehouse = [process.execPath, join(root, "harness/gatehouse.mjs")];

/** A folder that is gone when the script ends. */
export const scratch = mkdtempSync(join(tmpdir(), "gatehouse-harness-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** Figures of a command with all that it started. */
export interface Timed {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Of its largest process. */
  readonly peakMib: number;
  readonly stdout: string;
}

/** Runs a command to its end. Exit code 1 is the harness's word for what is not as expected: the caller looks at what it printed. */
export const time = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Timed> => {
  const file = join(scratch, "time");
  const start = performance.now();
  const result = await $({ nothrow: true, quiet: true, cwd: root, env: { ...process.env, ...env } })`/usr/bin/env time -f %U,%S,%M -o ${file} ${argv}`;
  const wallMs = performance.now() - start;
  if (result.exitCode !== 0 && result.exitCode !== 1) throw new Error(`${argv.join(" ")}: exit ${result.exitCode}: ${result.stderr.slice(-2000)}`);
  const [user, system, peak] = (readFileSync(file, "utf8").trim().split("\n").at(-1) as string).split(",").map(Number) as [number, number, number];
  return { wallMs, cpuMs: (user + system) * 1000, peakMib: peak / 1024, stdout: result.stdout };
};

export const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;

let missed = 0;

/** Prints a figure with its goal; returns whether it is reached. */
export const goal = (what: string, value: number, most: number, unit: string, more = ""): boolean => {
  const reached = value <= most;
  if (!reached) missed++;
  console.log(`${reached ? "reached" : "MISSED "}  ${what}: ${value.toFixed(2)}${unit}, goal: at most ${most}${unit}${more ? `; ${more}` : ""}`);
  return reached;
};

/** How many goals were missed until now. */
export const countMissed = (): number => missed;

/** Where Node's time goes in a run of the harness: the functions that took most by themselves, from a CPU profile. */
export const profile = async (argv: readonly string[], shown = 8): Promise<string[]> => {
  const folder = mkdtempSync(join(scratch, "profile-"));
  await time(argv, { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` });
  const { stdout } = await $({ quiet: true })`ls -S ${folder}`;
  const largest = stdout.trim().split("\n")[0];
  if (!largest) return [];
  interface CpuProfile {
    readonly nodes: readonly {
      readonly id: number;
      readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    }[];
    readonly samples: readonly number[];
    readonly timeDeltas: readonly number[];
  }
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, largest), "utf8")) as CpuProfile;
  const names = new Map(
    nodes.map(({ id, callFrame }) => [id, `${callFrame.functionName || "(top)"} ${callFrame.url.split("/").slice(-2).join("/")}:${callFrame.lineNumber + 1}`]),
  );
  const own = new Map<string, number>();
  samples.forEach((id, index) => {
    const name = names.get(id) ?? "";
    own.set(name, (own.get(name) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  });
  return [...own]
    .filter(([name]) => !name.startsWith("(idle)"))
    .sort(([, a], [, b]) => b - a)
    .slice(0, shown)
    .map(([name, ms]) => `    ${ms.toFixed(0).padStart(6)} ms  ${name}`);
};
