import { resolve } from "node:path";
import { toGateCells, withDiffs } from "../candidate/cells.ts";
import { parseTrial, type ToolchainTrial, withTrial } from "../candidate/on-trial.ts";
import { runSiblings } from "../candidate/siblings.ts";
import { type GateSide, type LiveSide, type RecordedSide, readSide } from "../candidate/sides.ts";
import { measureTimes, selectTimes } from "../candidate/times.ts";
import { loadCatalog } from "../catalog/load.ts";
import { loadPolicy } from "../catalog/policy.ts";
import { carryOut, type Work, withWork } from "../engine/carry-out.ts";
import { type Selection, select } from "../engine/select.ts";
import { decide } from "../gate/decide.ts";
import { type Times, withTimes } from "../gate/times.ts";
import { timestamp } from "../host/clock.ts";
import { writeAtomic } from "../host/files.ts";
import { type BlameGrounds, blamer } from "../judge/blame.ts";
import { type CellRecord, foldRun, type RunRecord } from "../judge/fold.ts";
import { groundsOf } from "../judge/grounds.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Decision } from "../model/change.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import { candidateSuffix, printRelease } from "../model/ids.ts";
import type { Policy } from "../model/policy.ts";
import type { ProfileName } from "../model/words.ts";
import { parseFilter } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { readJournal } from "../record/read.ts";
import { findJournal } from "../record/runs.ts";
import { decisionAnnotations } from "../report/annotations.ts";
import { decisionLines, decisionMarkdown } from "../report/gate.ts";
import { decisionJunit } from "../report/junit.ts";
import { tellCi } from "./ci.ts";
import { print, printJson, resultStyle } from "./output.ts";
import { checkSomething } from "./run.ts";

/** What a user asks of the gate. */
export interface GateOptions {
  readonly candidate: string | undefined;
  readonly baseline: string | undefined;
  readonly toolchain: string | undefined;
  readonly profile: ProfileName;
  readonly tier: number | undefined;
  readonly jobs: number | undefined;
  /** Whether times are measured too. */
  readonly bench: boolean;
  /** Seconds that measuring may take. */
  readonly budget: number | undefined;
  readonly json: boolean;
  readonly markdown: string | undefined;
  readonly junit: string | undefined;
}

/** Both sides of a decision, ready to be compared. */
interface Sides {
  readonly candidate: string;
  readonly baseline: string;
  readonly run: string;
  readonly before: readonly CellRecord[];
  readonly after: readonly CellRecord[];
  /** All cells that tell whose fault a failure is. */
  readonly witnesses: readonly CellRecord[];
  readonly grounds: BlameGrounds;
  readonly journals: readonly string[];
  readonly sameArtifact: boolean;
  readonly complete: boolean;
}

const withoutTrust = (record: RunRecord): CellRecord[] => record.cells.filter((cell) => !record.header.trust.includes(cell.id.workload));

const readRecord = (work: Work, run: string): { record: RunRecord; journal: string } => {
  const journal = findJournal(work.root, run);
  const { header, lines } = readJournal(journal);
  return { record: foldRun(header, lines), journal };
};

const ofRelease = (cells: readonly CellRecord[], { release }: LiveSide): CellRecord[] =>
  cells.filter(({ id }) => printRelease(id.lane) === printRelease(release));

const checkUsable = (selection: Selection, side: LiveSide, role: string): void => {
  const own = selection.unavailable.filter((line) => line.what === "lane" && line.id.startsWith(`${side.name}/`) && !line.id.startsWith(`${side.name}+`));
  const lacking = selection.lanes.some((lane) => printRelease(lane.id) === side.name) ? undefined : own[0]?.evidence.find((item) => !item.pass);
  if (lacking)
    throw new GatehouseError(`gate/${role}`, `the ${role} ${side.name} cannot be used: ${lacking.name}: ${lacking.info ?? "no"}`, { hint: lacking.hint });
};

/** Runs cells, then the siblings of those that fail; returns the records of both runs. */
const runBoth = async (work: Work, selection: Selection, options: GateOptions, terms: readonly string[], fails: (cell: CellRecord) => boolean) => {
  checkSomething(selection);
  const carry = { profile: options.profile, terms, jobs: options.jobs, repeat: 1, shuffle: undefined };
  const main = readRecord(work, await carryOut(work, selection, carry));
  const failing = withoutTrust(main.record).filter(fails);
  const more = work.interrupted()
    ? undefined
    : await runSiblings(work, failing, new Set(main.record.cells.map(({ text }) => text)), (own, how) => carryOut(work, own, how), options.jobs);
  const siblings = more === undefined ? undefined : readRecord(work, more);
  return { main, siblings, journals: [main.journal, ...(siblings ? [siblings.journal] : [])] };
};

const isBad = ({ state }: CellRecord): boolean => state.is === "untrusted" || (state.is === "judged" && state.verdict.is === "fail");

const runReleases = async (work: Work, candidate: LiveSide, baseline: GateSide, terms: readonly string[], options: GateOptions): Promise<Sides> => {
  const only = [candidate.candidate, ...(baseline.kind === "live" ? [baseline.candidate] : [])];
  const selection = await select(work.session, profiles[options.profile], parseFilter(terms), work.progress, only);
  checkUsable(selection, candidate, "candidate");
  if (baseline.kind === "live") checkUsable(selection, baseline, "baseline");
  const mine = (cell: CellRecord): boolean => printRelease(cell.id.lane) === candidate.name;
  const { main, siblings, journals } = await runBoth(work, selection, options, terms, (cell) => mine(cell) && isBad(cell));
  const cells = withoutTrust(main.record);
  const after = ofRelease(cells, candidate);
  const before = baseline.kind === "live" ? ofRelease(cells, baseline) : recordedCells(baseline, after, selection, terms);
  const grounds = groundsOf(main.record, work.session.catalog);
  return {
    candidate: candidate.name,
    baseline: baseline.name,
    run: main.record.header.run,
    before,
    after,
    witnesses: [...cells, ...(baseline.kind === "live" ? [] : before), ...(siblings ? withoutTrust(siblings.record) : [])],
    grounds,
    journals: [...journals, ...(baseline.kind === "recorded" && baseline.journal ? [baseline.journal] : [])],
    sameArtifact: true,
    complete: main.record.complete && (baseline.kind === "live" || baseline.complete),
  };
};

const placeOf = ({ id }: CellRecord): string =>
  `${id.lane.keep}:${id.lane.launcher}:${id.lane.accelerator ?? ""}-${id.lane.architecture}+${id.lane.variant ?? ""}`;

// A whole run is held against the whole record; one with filters against what it was to run.
const recordedCells = (baseline: RecordedSide, after: readonly CellRecord[], selection: Selection, terms: readonly string[]): CellRecord[] => {
  const places = new Set([...after.map(placeOf), ...selection.lanes.map((lane) => placeOf({ id: { lane: lane.id } } as CellRecord))]);
  const inPlace = baseline.cells.filter((cell) => places.has(placeOf(cell)));
  if (terms.length === 0) return inPlace;
  const selected = new Set(selection.cells.map(({ id }) => `${id.workload}/${id.case},${id.language}/${id.toolchain}.${id.target}`));
  return inPlace.filter(({ id }) => selected.has(`${id.workload}/${id.case},${id.language}/${id.toolchain}.${id.target}`));
};

const compareRecords = (candidate: RecordedSide, baseline: GateSide, catalog: Catalog): Sides => {
  if (baseline.kind === "live")
    throw new GatehouseError("gate/sides", `${candidate.name} is a record: ${baseline.name} would be run beside nothing`, {
      hint: "a record is held against another record; to run both, name releases",
    });
  const toolchains = [...candidate.toolchains].map(([id, digest]) => ({ id, digest }));
  return {
    candidate: candidate.name,
    baseline: baseline.name,
    run: candidate.journal ?? candidate.name,
    before: baseline.cells,
    after: candidate.cells,
    witnesses: [...candidate.cells, ...baseline.cells.filter(({ text }) => !candidate.cells.some((other) => other.text === text))],
    grounds: groundsOf({ toolchains, artifacts: [] }, catalog),
    journals: [candidate.journal, baseline.journal].filter((each) => each !== undefined),
    sameArtifact: true,
    complete: candidate.complete && baseline.complete,
  };
};

const runToolchains = async (work: Work, trial: ToolchainTrial, terms: readonly string[], options: GateOptions): Promise<Sides> => {
  const { catalog, names } = withTrial(work.session.catalog, trial);
  const session = { ...work.session, catalog };
  const own = { ...work, session };
  const all = [...terms, `toolchain=${names.join(",")}`];
  const selection = await select(session, profiles[options.profile], parseFilter(all), work.progress);
  for (const name of names.filter((each) => each.endsWith(candidateSuffix))) {
    const lacking = selection.unavailable.find((line) => line.what === "toolchain" && line.id === name)?.evidence.find((item) => !item.pass);
    if (lacking) throw new GatehouseError("gate/toolchain", `${trial.name} cannot be used: ${lacking.name}: ${lacking.info ?? "no"}`, { hint: lacking.hint });
  }
  const isCandidate = ({ id }: CellRecord): boolean => id.toolchain.endsWith(candidateSuffix);
  const { main, siblings, journals } = await runBoth(own, selection, options, all, (cell) => isCandidate(cell) && isBad(cell));
  const cells = withoutTrust(main.record).filter(({ id }) => names.includes(`${id.language}/${id.toolchain}`));
  return {
    candidate: trial.name,
    baseline: `the ${trial.package} of languages/`,
    run: main.record.header.run,
    before: cells.filter((cell) => !isCandidate(cell)),
    after: cells.filter(isCandidate),
    witnesses: [...withoutTrust(main.record), ...(siblings ? withoutTrust(siblings.record) : [])],
    grounds: groundsOf(main.record, catalog),
    journals,
    sameArtifact: false,
    complete: main.record.complete,
  };
};

const decideOn = (sides: Sides, catalog: Catalog, policy: Policy): Decision => {
  const blame = blamer(sides.witnesses, sides.grounds);
  const byText = new Map(sides.witnesses.map((cell) => [cell.text, cell]));
  const question = {
    candidate: sides.candidate,
    baseline: sides.baseline,
    run: sides.run,
    policy,
    today: timestamp().slice(0, 10),
    blame: (cell: { readonly text: string }) => blame(byText.get(cell.text) as CellRecord),
    complete: sides.complete,
  };
  const before = toGateCells(catalog, sides.before, sides.sameArtifact);
  const after = toGateCells(catalog, sides.after, sides.sameArtifact);
  return withDiffs(decide(question, before, after), before, after, sides.journals);
};

const tell = (decision: Decision, sides: Sides, samples: string | undefined, options: GateOptions): void => {
  if (options.markdown) writeAtomic(resolve(options.markdown), decisionMarkdown(decision));
  if (options.junit) writeAtomic(resolve(options.junit), decisionJunit(decision));
  tellCi(
    () => decisionAnnotations(decision),
    () => decisionMarkdown(decision),
  );
  if (options.json) printJson({ ...decision, journals: sides.journals, ...(samples ? { samples } : {}) });
  else print([...decisionLines(decision, resultStyle()), ...(samples ? [`samples: ${samples}`] : [])]);
};

const baselineOf = (said: string | undefined, candidate: string, policy: Policy): string => {
  const found = said ?? policy.baselines.get(candidate.split("@")[0] ?? "");
  if (found !== undefined) return found;
  throw new GatehouseError("gate/baseline", `there is nothing to hold ${candidate} against`, {
    hint: "name it with --baseline, or write a [[baseline]] into results/policy.toml",
  });
};

/**
 * `gatehouse gate`: runs the candidate and the baseline in one run, on the same artifacts, and decides; or decides on
 * what was recorded of either. Exit code 0: accepted; 1: refused; 2: a side that cannot be used, in one line.
 */
export const gateCommand = async (root: string, terms: readonly string[], options: GateOptions): Promise<number> => {
  parseFilter(terms);
  const catalog = await loadCatalog(root);
  const written = await loadPolicy(catalog);
  const policy = options.tier === undefined ? written : { ...written, tiers: [1, 2, 3].filter((tier) => tier <= (options.tier as number)) };
  const finish = (sides: Sides, interrupted: boolean, times?: Times & { readonly path: string | undefined }): number => {
    const untimed = decideOn(sides, sides.sameArtifact ? catalog : withTrial(catalog, parseTrial(options.toolchain as string, catalog)).catalog, policy);
    const decision = times ? withTimes(untimed, times, policy, timestamp().slice(0, 10)) : untimed;
    tell(decision, sides, times?.path, options);
    return interrupted ? 130 : decision.accepted ? exitCodes.ok : exitCodes.unexpected;
  };
  if (options.bench && options.toolchain !== undefined)
    throw new GatehouseError("gate/bench", "times are compared of releases of a runtime, on the same artifacts", { hint: "leave --bench or --toolchain out" });
  if (options.toolchain !== undefined) {
    if (options.candidate !== undefined || options.baseline !== undefined)
      throw new GatehouseError("gate/sides", "a toolchain is held against its own release: --candidate and --baseline are about runtimes", {
        hint: "leave them out",
      });
    const trial = parseTrial(options.toolchain, catalog);
    return withWork(root, async (work) => finish(await runToolchains(work, trial, terms, options), work.interrupted()));
  }
  if (options.candidate === undefined)
    throw new GatehouseError("gate/candidate", "nothing is on trial", { hint: "name --candidate RELEASE, or --toolchain PACKAGE@path:FILE" });
  const candidate = await readSide(options.candidate, root, catalog);
  const baseline = await readSide(baselineOf(options.baseline, options.candidate, policy), root, catalog);
  if (candidate.release.runtime !== baseline.release.runtime)
    throw new GatehouseError("gate/runtimes", `${candidate.name} and ${baseline.name} are releases of two runtimes`, {
      hint: "a gate compares releases of one runtime",
    });
  if (options.bench && (candidate.kind === "recorded" || baseline.kind === "recorded"))
    throw new GatehouseError("gate/bench", "times of another day are not compared", { hint: "name two releases: RUNTIME@VERSION or RUNTIME@path:FILE" });
  if (candidate.kind === "recorded") return finish(compareRecords(candidate, baseline, catalog), false);
  return withWork(root, async (work) => {
    // What cannot be measured is told before anything is run.
    const timed = options.bench && baseline.kind === "live" ? await selectTimes(work, candidate, baseline, terms) : undefined;
    const sides = await runReleases(work, candidate, baseline, terms, options);
    const times = timed && !work.interrupted() ? await measureTimes(work, timed, policy, options.budget) : undefined;
    return finish(sides, work.interrupted(), times);
  });
};
