import pLimit from "p-limit";
import type { BuildResult } from "../build/build.ts";
import { digestOf } from "../host/digest.ts";
import { judge } from "../judge/judge.ts";
import { type Attempt, repeat } from "../judge/repeat.ts";
import type { Launcher } from "../launch/launcher.ts";
import { needsTwoRuns } from "../model/contract.ts";
import type { InexpressibleRow, JudgedRow, Observation, Verdict } from "../model/generated/journal.ts";
import type { RuntimeTarget } from "../model/generated/runtime.ts";
import { printBuild } from "../model/ids.ts";
import { type Lane, laneTarget } from "../model/lane.ts";
import { buildsOf, type PlannedCell } from "../plan/plan.ts";
import { runDialogue } from "../run/dialogue/start.ts";
import { type Expected, readExpected } from "../run/expected.ts";
import { type RunFolders, runTrial, runTwice } from "../run/trial.ts";
import { type Prepared, prepare, preparedKey } from "./prepare.ts";
import type { Reuse } from "./reuse.ts";

/** All that running the cells of a plan takes. */
export interface CellRun {
  readonly cells: readonly PlannedCell[];
  readonly builds: ReadonlyMap<string, Promise<BuildResult>>;
  readonly folders: RunFolders;
  readonly store: string;
  readonly launcherOf: (lane: Lane) => Launcher;
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Whether a failing cell is tried again: only where it is known to flake. */
  readonly mayFlake: (cell: string) => boolean;
  /** The row of an earlier run that stands for a cell's own. */
  readonly reuse: Reuse;
  /** How often each cell is tried; all its trials must agree. */
  readonly repeat: number;
  readonly emit: (row: JudgedRow | InexpressibleRow) => void;
}

// A cell that fails as often as this does not flake: it fails.
const mostRetries = 4;

const elsewhereOf = ({ elsewhere }: PlannedCell): Pick<JudgedRow, "elsewhere"> => {
  const lanes = Object.entries(elsewhere).map(([role, { text }]) => [role, text]);
  return lanes.length > 0 ? { elsewhere: Object.fromEntries(lanes) } : {};
};

const judged = (cell: PlannedCell, verdict: Verdict, rest: Pick<JudgedRow, "artifact" | "observation"> = {}): JudgedRow => ({
  kind: "row",
  cell: cell.text,
  state: "judged",
  verdict,
  ...rest,
  ...elsewhereOf(cell),
});

/** A program of a cell that can be started. */
interface ReadyProgram {
  readonly role: string;
  readonly lane: Lane;
  readonly target: RuntimeTarget;
  readonly wasm: string;
  readonly artifact: string;
  readonly prepared: string | undefined;
}

const digestsOf = ({ stdout, stderr }: Expected): { stdout: string | undefined; stderr: string | undefined } => ({
  stdout: stdout?.digest,
  stderr: stderr?.digest,
});

// What a cell runs: one program, or several that are one thing together.
const toArtifact = (digests: readonly string[]): string => (digests.length === 1 ? (digests[0] as string) : digestOf(digests));

/** Runs every cell of a plan, as many at once as there are jobs. Each cell's row is emitted when it is known; an interrupted run leaves cells without one. */
export const runCells = async (run: CellRun): Promise<void> => {
  const limit = pLimit(run.jobs);
  const cases = new Map<string, Expected>();
  const prepared = new Map<string, Promise<Prepared>>();
  let count = 0;

  const expectedOf = (cell: PlannedCell): Expected => {
    const key = `${cell.id.workload}/${cell.id.case}`;
    const known = cases.get(key);
    if (known) return known;
    const program = Object.values(cell.case.programs)[0];
    if (!program) throw new Error(`${key} has no program`);
    const own = readExpected(program, cell.workload.folder, run.folders.scratch);
    cases.set(key, own);
    return own;
  };

  const prepareOnce = async ({ lane, target, artifact, wasm }: Omit<ReadyProgram, "prepared">): Promise<Prepared | undefined> => {
    if (!target.prepare) return undefined;
    const key = preparedKey(lane, target, artifact);
    const own = prepared.get(key) ?? prepare({ lane, target, wasm, key }, run);
    prepared.set(key, own);
    return own;
  };

  // One trial of a cell as a function: what it takes that is the same in every trial is made here.
  const attemptOf = (cell: PlannedCell, ready: readonly ReadyProgram[]): (() => Promise<Attempt>) => {
    const common = { unclaimed: cell.unclaimed, mustFail: cell.case.mustFail };
    const [first] = ready as [ReadyProgram, ...ReadyProgram[]];
    if (!cell.case.plain) {
      const roles = Object.fromEntries(ready.map((own) => [own.role, { ...own, launcher: run.launcherOf(own.lane) }]));
      return async () => {
        const plan = { name: `cell-${count++}`, case: cell.case, workload: cell.workload.folder, roles };
        const { observation, programs } = await runDialogue(plan, run.folders);
        const held = Object.entries(programs).map(([role, { program, expected }]) => [role, { program, expected: digestsOf(expected) }] as const);
        const [[, main] = [undefined, undefined], ...others] = held;
        if (!main) throw new Error(`${cell.text} ran no program`);
        return { observation, verdict: judge(observation, { ...common, ...main, roles: Object.fromEntries(others) }) };
      };
    }
    const program = cell.case.programs["main"];
    if (!program) throw new Error(`${cell.text} has no program`);
    const expected = expectedOf(cell);
    const grounds = { ...common, program, expected: digestsOf(expected) };
    const trial = { program, limits: cell.case.limits, expected, workload: cell.workload.folder, ...first };
    const launcher = run.launcherOf(first.lane);
    return async () => {
      const once = (): Promise<Observation> => runTrial({ ...trial, name: `cell-${count++}` }, run.folders, launcher);
      const [last, ...before] = (needsTwoRuns(program) ? await runTwice(program, once) : [await once()]).map((observation) => ({
        observation,
        verdict: judge(observation, grounds),
      })) as [Attempt, ...Attempt[]];
      return before.find(({ verdict }) => verdict.is !== "pass") ?? last;
    };
  };

  const one = async (cell: PlannedCell, results: readonly (readonly [string, BuildResult])[]): Promise<JudgedRow | undefined> => {
    const ready: ReadyProgram[] = [];
    const built = results.map(([, { row }]) => (row.outcome.state === "built" ? row.outcome.digest : undefined));
    const known = built.every((each) => each !== undefined) ? run.reuse(cell, toArtifact(built)) : undefined;
    if (known) return known;
    for (const [role, result] of results) {
      const { outcome } = result.row;
      if (outcome.state === "failed") {
        if (outcome.stage === "build") return judged(cell, { is: "broken", stage: "build", detail: outcome.message });
        return judged(cell, { is: "fail", cause: "build", detail: outcome.message });
      }
      const lane = cell.elsewhere[role] ?? cell.lane;
      const target = laneTarget(lane, cell.id.target);
      if (!target || !result.wasm) throw new Error(`${cell.text} cannot be set up`);
      const own = { role, lane, target, wasm: result.wasm, artifact: outcome.digest };
      const state = await prepareOnce(own);
      if (run.signal.aborted) return undefined;
      if (state && "failure" in state) return judged(cell, { is: "fail", cause: "start", detail: state.failure }, { artifact: outcome.digest });
      ready.push({ ...own, prepared: state?.folder });
    }
    const artifact = toArtifact(ready.map(({ artifact: own }) => own));
    const attempt = attemptOf(cell, ready);
    const facts = (last: Attempt): Pick<JudgedRow, "artifact" | "observation"> => ({ artifact, observation: last.observation });
    if (run.repeat > 1) {
      const repeated = await repeat(attempt, run.repeat, run.signal);
      return run.signal.aborted ? undefined : { ...judged(cell, repeated.verdict, facts(repeated)), trials: repeated.trials };
    }
    for (let flaked = 0; ; flaked++) {
      const last = await attempt();
      if (run.signal.aborted) return undefined;
      if (last.verdict.is === "fail" && flaked < mostRetries && run.mayFlake(cell.text)) continue;
      return { ...judged(cell, last.verdict, facts(last)), ...(flaked > 0 && last.verdict.is === "pass" ? { flaked } : {}) };
    }
  };

  // Once a fact could not be written, nothing more may be: what still runs ends without a row.
  let broken: unknown;
  const emit: CellRun["emit"] = (row) => {
    if (broken !== undefined) return;
    try {
      run.emit(row);
    } catch (error) {
      broken = error;
    }
  };

  // A cell's own trouble is data: whatever goes wrong with it becomes its row, and the others go on.
  const guarded = async (cell: PlannedCell, results: Parameters<typeof one>[1]): Promise<void> => {
    if (run.signal.aborted || broken !== undefined) return;
    let row: JudgedRow | undefined;
    try {
      row = await one(cell, results);
    } catch (error) {
      row = judged(cell, { is: "broken", stage: "sandbox", detail: (error as Error).message });
    }
    if (row) emit(row);
  };

  const settled = await Promise.allSettled(
    run.cells.map(async (cell) => {
      if (cell.inexpressible !== undefined) return emit({ kind: "row", cell: cell.text, state: "inexpressible", why: cell.inexpressible });
      const results = await Promise.all(
        buildsOf(cell).map(async (id) => [id.role ?? "main", await (run.builds.get(printBuild(id)) as Promise<BuildResult>)] as const),
      );
      return limit(() => guarded(cell, results));
    }),
  );
  const failed = settled.find((each) => each.status === "rejected");
  if (broken !== undefined || failed) throw broken ?? failed?.reason;
};
