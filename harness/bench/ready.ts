import { type BuildResult, build } from "../build/build.ts";
import { builtCell, Readier } from "../engine/ready.ts";
import { resolveJobs } from "../engine/resolve.ts";
import { reuseNothing } from "../engine/reuse.ts";
import { readAgenda, type Selection } from "../engine/select.ts";
import { startBuilds } from "../engine/start-builds.ts";
import type { Work } from "../engine/with-work.ts";
import { work } from "../engine/work.ts";
import { startWorkload } from "../measure/series.ts";
import { isMeasured } from "../model/catalog.ts";
import type { Failed, Measured, SamplesLine } from "../model/generated/samples.ts";
import { printBuild, printRoute } from "../model/ids.ts";
import { parseFilter } from "../plan/filter.ts";
import { match } from "../plan/match.ts";
import type { PlannedCell } from "../plan/planned.ts";
import type { Profile } from "../plan/profile.ts";
import { caseLine } from "../run/contract.ts";
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
export const startCells = ({ session }: Work, selection: Selection, profile: Profile): PlannedCell[] => {
  const measured = selection.cells.filter(({ workload, id }) => isMeasured(workload, id.case));
  const wanted = new Set(measured.map(({ id, lane }) => `${printRoute(id)} ${lane.text}`));
  const { agenda } = readAgenda(session, profile, parseFilter([`workload=${startWorkload}`]));
  const jobs = match({ ...agenda, wishes: selection.agenda.wishes }, [selection.offer]);
  return resolveJobs(session.catalog, jobs, selection.lanes).filter(
    ({ id, lane, workload }) => workload.manifest.kind === "benchmark" && wanted.has(`${printRoute(id)} ${lane.text}`),
  );
};

const measuredProgram = (result: BuildResult, native: boolean): Measured[] =>
  result.row.outcome.state === "built"
    ? [{ kind: "program", build: result.row.build, native, digest: result.row.outcome.digest, size: result.row.outcome.size }]
    : [];

// Planted failures first: a lane that does not report them is not measured.
const distrusted = async (
  { session }: Work,
  cells: readonly PlannedCell[],
  cases: Selection["cases"],
  builds: ReadonlyMap<string, Promise<BuildResult>>,
  bench: Bench,
): Promise<ReadonlyMap<string, string>> => {
  const bad = new Map<string, string>();
  await work({
    cells,
    cases,
    builds,
    folders: { scratch: bench.scratch, blobs: bench.scratch, caches: bench.caches, pipes: bench.pipes },
    store: bench.store,
    launcherOf: bench.launcherOf,
    jobs: 1,
    signal: session.signal,
    repeat: 1,
    reuse: reuseNothing,
    mayFlake: () => false,
    waits: () => false,
    emit: (row) => {
      const cell = cells.find(({ text }) => text === row.cell);
      if (cell && !(row.state === "ran" && row.verdict.is === "pass")) bad.set(`${cell.lane.text} ${cell.id.target}`, row.cell);
    },
  });
  return bad;
};

const nativeBuild = (work: Work, selection: Selection, cell: PlannedCell): Promise<BuildResult> | undefined => {
  const { language: name, toolchain: id } = cell.id;
  const language = work.session.catalog.languages.get(name);
  const toolchain = selection.toolchains.find((each) => each.id === `${name}/${id}`);
  if (!language?.manifest.toolchain[id]?.native || !toolchain) return undefined;
  const { packages, version } = toolchain;
  return build({ id: cell.build, language, layers: cell.build.port.layers, packages, version, makes: "native" }, work.session.store, work.launcher);
};

/** A program of the machine itself for a subject, where one can do what the case says. */
class Natives {
  readonly #work: Work;
  readonly #selection: Selection;
  readonly #made = new Map<string, BuildResult | undefined>();

  constructor(work: Work, selection: Selection) {
    this.#work = work;
    this.#selection = selection;
  }

  async subject(of: Subject): Promise<Subject | Failed | undefined> {
    if (!canBeNative(of.program)) return undefined;
    const machine = nativeLane(this.#work.session.catalog);
    const cell = cellIn(of.planned, machine.lane);
    const name = printBuild(of.planned.id);
    if (!this.#made.has(name)) this.#made.set(name, await nativeBuild(this.#work, this.#selection, of.planned));
    const made = this.#made.get(name);
    if (made?.row.outcome.state === "failed") return failedCell(of.group, cell, `build: ${made.row.outcome.message}`);
    if (made?.row.outcome.state !== "built" || !made.wasm) return undefined;
    return { ...of, ...machine, cell, wasm: made.wasm, artifact: made.row.outcome.digest, prepared: undefined };
  }

  programs(): Measured[] {
    return [...this.#made.values()].flatMap((result) => (result ? measuredProgram(result, true) : []));
  }
}

/** A cell as it will be measured, or why it cannot be. */
const toSubject = async (
  cell: PlannedCell,
  { cases }: Pick<Selection, "cases">,
  builds: ReadonlyMap<string, Promise<BuildResult>>,
  readier: Readier,
): Promise<Subject | string> => {
  if (cell.inexpressible !== undefined) return `inexpressible: ${cell.inexpressible}`;
  const built = await builtCell(cell, builds);
  if ("state" in built) {
    const { outcome } = (await (builds.get(built.build) as Promise<BuildResult>)).row;
    return `build: ${outcome.state === "failed" ? outcome.message : ""}`;
  }
  const { held } = cases.get(groupOf(cell)) ?? caseLine(cell.id.workload, cell.case, cell.workload.folder);
  const ready = await readier.ready(cell, built);
  if ("state" in ready) return ready.state === "unprepared" ? ready.detail : "it cannot be set up";
  const program = cell.case.programs["main"];
  if (!program) return "it cannot be set up";
  const { role: _, ...own } = ready.programs[0];
  return { group: groupOf(cell), cell: cell.text, planned: cell, program, held, expected: ready.expected, guestTime: guestTimeOf(cell), ...own };
};

/** Builds all programs, native ones too where `native` says so, tries the lanes, and prepares what has to be; before anything is measured. */
export const makeReady = async (own: Work, selection: Selection, starts: readonly PlannedCell[], bench: Bench, native: boolean): Promise<Ready> => {
  const trust = selection.cells.filter(({ workload }) => workload.manifest.kind === "trust");
  const named = selection.cells.filter(({ workload }) => workload.manifest.kind !== "trust");
  const cells = [...named, ...starts.filter((start) => !named.some(({ text }) => text === start.text))];
  const builds = startBuilds(own.session, [...trust, ...cells], selection.toolchains, {
    launcher: own.launcher,
    jobs: 2,
    expect: (names) => own.progress.expect("build", names.length, 4),
    done: ({ row }) => own.progress.done("build", row.build, row.reused),
  });
  const results = await Promise.all(builds.values());
  const lines: SamplesLine[] = results.flatMap((result) => measuredProgram(result, false));
  const bad = await distrusted(own, trust, selection.cases, builds, bench);
  const subjects: Subject[] = [];
  const natives = new Natives(own, selection);
  const readier = new Readier(bench, bench.scratch);
  for (const cell of cells) {
    if (own.interrupted()) break;
    const planted = bad.get(`${cell.lane.text} ${cell.id.target}`);
    const why = planted ? `its lane did not pass ${planted}` : cell.lane.unattested && `unattested: ${cell.lane.unattested}`;
    const subject = why && cell.inexpressible === undefined ? why : await toSubject(cell, selection, builds, readier);
    if (typeof subject === "string") {
      lines.push(failedCell(groupOf(cell), cell.text, subject));
      continue;
    }
    subjects.push(subject);
    const beside =
      native && !subjects.some((other) => other.cell === cellIn(cell, nativeLane(own.session.catalog).lane)) ? await natives.subject(subject) : undefined;
    if (beside && "kind" in beside) lines.push(beside);
    else if (beside) subjects.push(beside);
  }
  lines.push(...natives.programs());
  return { subjects, lines };
};
