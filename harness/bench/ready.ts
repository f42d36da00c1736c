import { type BuildResult, build } from "../build/build.ts";
import type { Work } from "../engine/carry-out.ts";
import { prepare, preparedKey } from "../engine/prepare.ts";
import { reuseNothing } from "../engine/reuse.ts";
import { runCells } from "../engine/run-cells.ts";
import type { Selection } from "../engine/select.ts";
import { startBuilds } from "../engine/start-builds.ts";
import { startWorkload } from "../measure/series.ts";
import { isMeasured } from "../model/catalog.ts";
import type { JudgedRow } from "../model/generated/journal.ts";
import type { Failed, Measured, SamplesLine } from "../model/generated/samples.ts";
import { printBuild, printRoute } from "../model/ids.ts";
import { laneTarget } from "../model/lane.ts";
import { buildCandidates } from "../plan/candidates.ts";
import { parseFilter } from "../plan/filter.ts";
import { type PlannedCell, plan } from "../plan/plan.ts";
import type { Profile } from "../plan/profile.ts";
import { readExpected } from "../run/expected.ts";
import type { Bench } from "./measure.ts";
import { canBeNative, cellIn, guestTimeOf, nativeLane, type Subject } from "./subject.ts";

/** Cells as they will be measured, and what of the plan cannot be. */
export interface Ready {
  readonly subjects: readonly Subject[];
  readonly lines: readonly SamplesLine[];
}

const groupOf = ({ id }: PlannedCell): string => `${id.workload}/${id.case}`;

const failedCell = (group: string, cell: string, detail: string): Failed => ({
  kind: "failure",
  round: 0,
  group,
  cell,
  phase: "total",
  detail: detail.slice(0, 2000) || "it failed",
});

/** The no-ops of the routes and lanes that a selection measures, whatever its filter says of workloads. */
export const startCells = (work: Work, selection: Selection, profile: Profile): PlannedCell[] => {
  const { catalog } = work.session;
  const measured = selection.cells.filter(({ workload, id }) => isMeasured(workload, id.case));
  const wanted = new Set(measured.map(({ id, lane }) => `${printRoute(id)} ${lane.text}`));
  const builds = buildCandidates(catalog, profile, parseFilter([`workload=${startWorkload}`]));
  return plan(catalog, builds, selection.lanes, []).filter(
    ({ id, lane, workload }) => workload.manifest.kind === "benchmark" && wanted.has(`${printRoute(id)} ${lane.text}`),
  );
};

const measuredProgram = (result: BuildResult, native: boolean): Measured[] =>
  result.row.outcome.state === "built"
    ? [{ kind: "program", build: result.row.build, native, digest: result.row.outcome.digest, size: result.row.outcome.size }]
    : [];

// Planted failures first: a lane that does not report them is not measured.
const distrusted = async (work: Work, cells: readonly PlannedCell[], builds: ReadonlyMap<string, Promise<BuildResult>>, bench: Bench) => {
  const bad = new Map<string, string>();
  const emit = (row: JudgedRow | { readonly state: "inexpressible"; readonly cell: string }): void => {
    const cell = cells.find(({ text }) => text === row.cell);
    if (cell && !(row.state === "judged" && row.verdict.is === "pass")) bad.set(`${cell.lane.text} ${cell.id.target}`, row.cell);
  };
  await runCells({
    cells,
    builds,
    folders: { scratch: bench.scratch, blobs: bench.scratch, caches: bench.caches },
    store: bench.store,
    launcherOf: bench.launcherOf,
    jobs: 1,
    signal: work.session.signal,
    repeat: 1,
    reuse: reuseNothing,
    mayFlake: () => false,
    emit,
  });
  return bad;
};

const nativeBuild = (work: Work, selection: Selection, cell: PlannedCell): Promise<BuildResult> | undefined => {
  const { language: name, toolchain: id } = cell.id;
  const language = work.session.catalog.languages.get(name);
  const toolchain = selection.toolchains.find((each) => each.id === `${name}/${id}`);
  if (!language?.manifest.toolchain[id]?.native || !toolchain) return undefined;
  const { packages, version } = toolchain;
  return build({ id: cell.build, language, sources: cell.build.port.folder, packages, version, native: true }, work.session.store, work.launcher);
};

/** Builds all programs, native ones too where `native` says so, tries the lanes, and prepares what has to be; before anything is measured. */
export const makeReady = async (work: Work, selection: Selection, starts: readonly PlannedCell[], bench: Bench, native: boolean): Promise<Ready> => {
  const trust = selection.cells.filter(({ workload }) => workload.manifest.kind === "trust");
  const named = selection.cells.filter(({ workload }) => workload.manifest.kind !== "trust");
  const own = [...named, ...starts.filter((start) => !named.some(({ text }) => text === start.text))];
  const builds = startBuilds(work.session, [...trust, ...own], selection.toolchains, {
    launcher: work.launcher,
    jobs: 2,
    expect: (count) => work.progress.expect("build", count, 4),
    done: (text) => work.progress.done("build", text),
  });
  const results = new Map<string, BuildResult>();
  for (const [text, result] of builds) results.set(text, await result);
  const lines: SamplesLine[] = [...results.values()].flatMap((result) => measuredProgram(result, false));
  const bad = await distrusted(work, trust, builds, bench);
  const subjects: Subject[] = [];
  const natives = new Map<string, BuildResult | undefined>();
  for (const cell of own) {
    if (work.interrupted()) break;
    const group = groupOf(cell);
    const fail = (detail: string): void => {
      lines.push(failedCell(group, cell.text, detail));
    };
    const result = results.get(printBuild(cell.id));
    const target = laneTarget(cell.lane, cell.id.target);
    const program = cell.case.programs["main"];
    const planted = bad.get(`${cell.lane.text} ${cell.id.target}`);
    if (cell.inexpressible !== undefined) fail(`inexpressible: ${cell.inexpressible}`);
    else if (planted) fail(`its lane did not pass ${planted}`);
    else if (cell.lane.unattested) fail(`unattested: ${cell.lane.unattested}`);
    else if (result?.row.outcome.state === "failed") fail(`build: ${result.row.outcome.message}`);
    else if (!target || !program || !result?.wasm || result.row.outcome.state !== "built") fail("it cannot be set up");
    else {
      const { wasm } = result;
      const artifact = result.row.outcome.digest;
      const expected = readExpected(program, cell.workload.folder, bench.scratch);
      const key = preparedKey(cell.lane, target, artifact);
      const form = target.mode.prepare ? await prepare({ lane: cell.lane, target, mode: "prepare", wasm, key }, bench) : undefined;
      if (form && "failure" in form) {
        fail(form.failure);
        continue;
      }
      const common = { group, planned: cell, program, expected, guestTime: guestTimeOf(cell) };
      subjects.push({ ...common, cell: cell.text, lane: cell.lane, target, wasm, artifact, prepared: form?.folder });
      const machine = nativeLane(work.session.catalog);
      const text = cellIn(cell, machine.lane);
      if (!native || !canBeNative(program) || subjects.some((other) => other.cell === text)) continue;
      const name = printBuild(cell.id);
      if (!natives.has(name)) natives.set(name, await nativeBuild(work, selection, cell));
      const made = natives.get(name);
      if (made?.row.outcome.state === "failed") lines.push(failedCell(group, text, `build: ${made.row.outcome.message}`));
      if (made?.row.outcome.state === "built" && made.wasm)
        subjects.push({ ...common, ...machine, cell: text, wasm: made.wasm, artifact: made.row.outcome.digest, prepared: undefined });
    }
  }
  for (const result of natives.values()) if (result) lines.push(...measuredProgram(result, true));
  return { subjects, lines };
};
