/**
 * The main job as a user does it, held against what README promises: `npm start` ends well, every planned cell has a row,
 * none is broken, lost or in a lane that is not trusted; a second run compiles nothing. Then ports of the full profile are compiled, and their cells
 * run in one engine that takes all targets: ports that `npm start` leaves out fail nowhere else. Workloads take turns, an eighth a day, and so do
 * languages of tier 3, two a day: of each the cells that show its capabilities. GATEHOUSE_TURNS=all runs all of them.
 * Closes with `N passed, N failed`.
 *
 *   node scripts/main-job.ts [--tried 2]
 */
import { join } from "node:path";
import { $ } from "zx";
import { loadCatalog } from "../harness/catalog/load.ts";
import { turnsOfToday } from "../harness/mini/turns.ts";
import type { Catalog } from "../harness/model/catalog.ts";
import type { ArtifactRow } from "../harness/model/generated/journal.ts";
import { type BuildId, parseBuild, parseCell, printRoute } from "../harness/model/ids.ts";
import type { Counts } from "../harness/model/matrix.ts";
import { readJournal } from "../harness/record/read.ts";
import { optionNumber } from "./planted.ts";

interface Result {
  readonly planned: number;
  readonly totals: Counts;
  readonly journal: string;
  readonly complete: boolean;
}

const root = join(import.meta.dirname, "..");
const tried = optionNumber("--tried", 2);
let passed = 0;
let failed = 0;
const check = (name: string, holds: boolean, found: unknown): void => {
  if (holds) passed++;
  else failed++;
  console.log(`${holds ? "ok    " : "failed"}  ${name}${holds ? "" : `: ${JSON.stringify(found)}`}`);
};

const timed = async (...words: readonly string[]): Promise<{ exitCode: number | null; seconds: number }> => {
  const begun = performance.now();
  const { exitCode } = await $({ nothrow: true, stdio: "inherit", cwd: root })`npm ${words}`;
  return { exitCode, seconds: (performance.now() - begun) / 1000 };
};

const newest = async (): Promise<Result> =>
  JSON.parse((await $({ nothrow: true, quiet: true, cwd: root })`${process.execPath} harness/gatehouse.mjs matrix --json`).stdout) as Result;

const artifactsOf = ({ journal }: Result): ArtifactRow[] => readJournal(journal).lines.filter((line) => line.kind === "artifact");

const checkWhole = ({ totals, complete, planned }: Result): void => {
  check("every planned cell has a row, none is broken or untrusted", complete && totals.lost + totals.broken + totals.untrusted === 0, totals);
  check("cells ran", totals.passed > 0 && Object.values(totals).reduce((sum, count) => sum + count, 0) === planned, totals);
};

const programOf = (id: BuildId): string => `${id.workload},${printRoute(id)}`;

/** Ids of the languages whose ports are compiled each time, and of those whose turn it is: toolchains of all tiers take longer to fetch than all else. */
const languagesOfToday = ({ languages, workloads }: Catalog): { readonly always: string; readonly turns: string } => {
  const ported = new Set([...workloads.values()].flatMap(({ ports }) => ports.map(({ language }) => language)));
  const { turns = [], always = [] } = Object.groupBy(
    [...languages.values()].flatMap(({ manifest }) => (ported.has(manifest.id) ? [manifest] : [])),
    ({ tier }) => (tier === 3 ? "turns" : "always"),
  );
  const term = (all: readonly { readonly id: string }[]): string => `language=${all.map(({ id }) => id).join(",")}`;
  return { always: term(always), turns: term(turnsOfToday(turns, Math.ceil(turns.length / tried))) };
};

/** The workloads whose ports are compiled today; those that are planted failures are always among them. */
const workloadsOfToday = ({ workloads }: Catalog): string => {
  const ids = [...workloads.values()].flatMap(({ manifest: { id, kind } }) => (kind === "trust" ? [] : [id])).sort();
  return `workload=${turnsOfToday(ids, 8).join(",")}`;
};

/** Toolchains of tier 3, also of a language of tier 1, take longer than all else. */
const ordinary = "tier=1,2";

/** The programs that the full profile compiles in these languages, of every engine. */
const programsOfFull = async (languages: string, workloads: string): Promise<string[]> => {
  const words = ["harness/gatehouse.mjs", "run", "--profile", "full", "--list", languages, workloads, ordinary];
  const { stdout } = await $({ nothrow: true, quiet: true, cwd: root })`${process.execPath} ${words}`;
  return [...new Set(stdout.split("\n").flatMap((cell) => (cell === "" ? [] : [programOf(parseCell(cell))])))];
};

const first = await timed("start");
const result = await newest();
check("npm start ends with exit code 0", first.exitCode === 0, first.exitCode);
// About twelve where nothing else runs, on two cores; here the checks run beside its beginning.
check("within 25 minutes", first.seconds < 1500, first.seconds);
checkWhole(result);
const again = await timed("start");
const artifacts = artifactsOf(await newest());
check("a second run ends with exit code 0", again.exitCode === 0, again.exitCode);
check(
  "a second run compiles nothing",
  artifacts.length > 0 && artifacts.every((row) => row.reused),
  artifacts.filter((row) => !row.reused).map((row) => row.build),
);
const catalog = await loadCatalog(root);
const { always, turns } = languagesOfToday(catalog);
const workloads = workloadsOfToday(catalog);
const full = await timed("run", "--silent", "gatehouse", "--", "run", "--profile", "full", "runtime=wasmtime", always, ordinary, workloads);
const inFull = await newest();
check("the ports of the full profile whose turn it is, in one engine, end with exit code 0", full.exitCode === 0, full.exitCode);
checkWhole(inFull);
const compiled = new Set(artifactsOf(inFull).flatMap(({ build, outcome }) => (outcome.state === "built" ? [programOf(parseBuild(build))] : [])));
const programs = await programsOfFull(always, workloads);
const absent = programs.filter((program) => !compiled.has(program));
check("they are all compiled", programs.length > 0 && absent.length === 0, absent);
const tier3 = await timed("run", "--silent", "gatehouse", "--", "run", "--profile", "quick", "runtime=wasmtime", turns);
check(`${turns} ends with exit code 0`, tier3.exitCode === 0, tier3.exitCode);
checkWhole(await newest());
const faults = await $({ nothrow: true, quiet: true, cwd: root })`${process.execPath} harness/gatehouse.mjs faults --sample 12`;
check("a sample of faults is found, as the record says", faults.exitCode === 0, faults.stdout.match(/^no longer found.*$/gm) ?? faults.stderr.slice(-400));
const coverage = await $({ nothrow: true, quiet: true, cwd: root })`${process.execPath} harness/gatehouse.mjs coverage --check kind=probe language=c,wat`;
check("the probes call what the record of coverage says", coverage.exitCode === 0, coverage.stdout.match(/^no longer covered.*$/gm) ?? coverage.stderr);
console.log(
  `npm start: ${first.seconds.toFixed(0)} s, then ${again.seconds.toFixed(0)} s; ${programs.length} programs of the full profile, in Wasmtime: ${full.seconds.toFixed(0)} s; ${turns}: ${tier3.seconds.toFixed(0)} s`,
);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
