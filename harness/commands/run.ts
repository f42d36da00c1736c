import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import pLimit from "p-limit";
import { type BuildResult, build } from "../build/build.ts";
import { loadExpectations } from "../catalog/expectations.ts";
import { monotonic, timestamp } from "../host/clock.ts";
import { isPlain } from "../host/environment.ts";
import { cores, freeMemoryMib, machine } from "../host/machine.ts";
import { mayFlake } from "../judge/standing.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import type { Unavailable } from "../model/generated/journal.ts";
import { printBuild } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { formatDuration } from "../model/text.ts";
import type { ProfileName } from "../model/words.ts";
import {
  type BuildCandidate,
  buildCandidates,
  caseFacts,
  laneFacts,
  type ReleaseCandidate,
  releaseCandidates,
  routeFacts,
  trustCandidates,
} from "../plan/candidates.ts";
import { type Filter, parseFilter, unmatched } from "../plan/filter.ts";
import { type PlannedCell, plan } from "../plan/plan.ts";
import { profiles } from "../plan/profile.ts";
import { Journal } from "../record/journal.ts";
import { newRunId, runsFolder } from "../record/runs.ts";
import { Progress } from "../report/progress.ts";
import { openScratch } from "../run/sandbox.ts";
import { version } from "./about.ts";
import { interruptSignal } from "./interrupt.ts";
import { showRun } from "./matrix.ts";
import { say } from "./output.ts";
import { type NotReady, probeAll, type ReadyToolchain } from "./probe.ts";
import { runCells } from "./run-cells.ts";
import { openLauncher, openSession, type Session } from "./session.ts";

export interface RunOptions {
  readonly profile: ProfileName;
  readonly jobs: number | undefined;
  readonly json: boolean;
  readonly list: boolean;
}

/** Estimated seconds of a piece of work when nothing is known of it yet; only their ratios matter, for the ETA. */
const estimates = { provision: 12, build: 4, run: 0.08 };

const leastMemoryPerBuildMib = 1500;

const checkFilter = (filter: Filter, terms: readonly string[], session: Session, lanes: readonly Lane[]): void => {
  const facts = [...session.catalog.workloads.values()].flatMap((workload) => workload.cases.map((entry) => caseFacts(workload, entry.id)));
  const routes = [...session.catalog.languages.values()].flatMap(({ manifest }) =>
    Object.entries(manifest.toolchain).flatMap(([toolchain, { target }]) =>
      Object.keys(target).map((each) => routeFacts({ language: manifest.id, toolchain, target: each as "wasip1" })),
    ),
  );
  const cells = plan(session.catalog, allBuilds(session), lanes, []).map((cell) => ({ cell: cell.text }));
  const runtimes = [...session.catalog.runtimes.keys()].map((runtime) => ({ runtime }));
  const unknown = unmatched(filter, [...facts, ...routes, ...runtimes, ...lanes.map((lane) => laneFacts(lane.id)), ...cells]);
  if (unknown === undefined) return;
  throw new GatehouseError("filter/no-match", `nothing fits ${JSON.stringify(unknown)}${terms.length > 1 ? ", one of the filters" : ""}`, {
    hint: `languages: ${[...session.catalog.languages.keys()].join(", ")}; workloads: ${[...session.catalog.workloads.keys()].join(", ")}; runtimes: ${[...session.catalog.runtimes.keys()].join(", ")}. \`gatehouse run --list\` lists all cells`,
  });
};

const allBuilds = (session: Session): BuildCandidate[] => buildCandidates(session.catalog, profiles.deep, []);

const unavailableLine = (what: Unavailable["what"], state: NotReady): Unavailable => ({
  kind: "unavailable",
  what,
  id: state.id,
  evidence: [...state.evidence],
});

/** What provisioning and probing made of a selection. */
interface Ready {
  readonly toolchains: readonly ReadyToolchain[];
  readonly lanes: readonly Lane[];
  readonly unavailable: readonly Unavailable[];
}

const provisionSelection = async (
  session: Session,
  builds: readonly BuildCandidate[],
  releases: readonly ReleaseCandidate[],
  progress: Progress,
): Promise<Ready> => {
  const names = new Map(builds.map((each) => [`${each.language}/${each.toolchain}`, { language: each.language, toolchain: each.toolchain }]));
  const targets = new Set(builds.map((each) => each.target));
  // A lane that has no target of any build would be provisioned for nothing.
  const wanted = releases.filter(({ runtime }) => [...targets].some((target) => session.catalog.runtimes.get(runtime)?.manifest.target[target]));
  const started = monotonic();
  const found = await probeAll(session, [...names.values()], wanted);
  const toolchains = found.toolchains.filter((state): state is ReadyToolchain => state.ok);
  const lanes = found.lanes.filter((state): state is Lane => "manifest" in state);
  const unavailable = [
    ...found.toolchains.flatMap((state) => (state.ok ? [] : [unavailableLine("toolchain", state)])),
    ...found.lanes.flatMap((state) => ("manifest" in state ? [] : [unavailableLine("lane", state)])),
  ];
  progress.note(
    `${toolchains.length} of ${names.size} toolchains and ${lanes.length} of ${wanted.length} lanes are there (${formatDuration(monotonic() - started)})`,
  );
  for (const line of unavailable)
    progress.note(`not here: ${line.what} ${line.id}: ${line.evidence.find((item) => !item.pass)?.name ?? ""} (gatehouse doctor tells more)`);
  return { toolchains, lanes, unavailable };
};

const startBuilds = (
  session: Session,
  planned: readonly PlannedCell[],
  toolchains: readonly ReadyToolchain[],
  work: { readonly launcher: Awaited<ReturnType<typeof openLauncher>>; readonly jobs: number; readonly journal: Journal; readonly progress: Progress },
): Map<string, Promise<BuildResult>> => {
  // A build may take gigabytes: fewer at once where memory is short.
  const limit = pLimit(Math.max(1, Math.min(work.jobs, Math.floor(freeMemoryMib() / leastMemoryPerBuildMib))));
  const ready = new Map(toolchains.map((toolchain) => [toolchain.id, toolchain]));
  const builds = new Map<string, Promise<BuildResult>>();
  const wanted = new Map(planned.filter((cell) => cell.inexpressible === undefined).map((cell) => [printBuild(cell.id), cell.build]));
  work.progress.expect("build", wanted.size, estimates.build);
  for (const [text, candidate] of wanted) {
    const toolchain = ready.get(`${candidate.language}/${candidate.toolchain}`) as ReadyToolchain;
    const language = session.catalog.languages.get(candidate.language) as NonNullable<ReturnType<typeof session.catalog.languages.get>>;
    const result = limit(async () => {
      const built = await build(
        { id: candidate, language, sources: candidate.port.folder, packages: toolchain.packages, version: toolchain.version },
        session.store,
        work.launcher,
      );
      if (!session.signal.aborted) work.journal.append(built.row);
      work.progress.done("build", text);
      return built;
    });
    builds.set(text, result);
  }
  return builds;
};

/** `gatehouse run`: provision, build, run, judge, record, show. Returns the exit code. */
export const runCommand = async (root: string, terms: readonly string[], options: RunOptions): Promise<number> => {
  const filter = parseFilter(terms);
  const signal = interruptSignal(say);
  const progress = new Progress({ write: (text) => process.stderr.write(text), moving: !isPlain(process.stderr), now: monotonic });
  const session = await openSession(root, signal, ({ package: name, state }) =>
    state === "start" ? progress.expect("provision", 1, estimates.provision) : progress.done("provision", name),
  );
  const known = await loadExpectations(session.catalog);
  const profile = profiles[options.profile];
  const releases = releaseCandidates(session.catalog, profile, filter);
  const wanted = buildCandidates(session.catalog, profile, filter);
  const builds = [...trustCandidates(session.catalog, new Set(wanted.map((each) => each.target))), ...wanted];
  const launcher = await openLauncher(session);
  let scratch: string | undefined;
  try {
    const ready = await provisionSelection(session, builds, releases, progress);
    checkFilter(filter, terms, session, ready.lanes);
    const usable = builds.filter((each) => ready.toolchains.some((toolchain) => toolchain.id === `${each.language}/${each.toolchain}`));
    const cells = plan(session.catalog, usable, ready.lanes, filter);
    if (options.list) {
      process.stdout.write(cells.map((cell) => `${cell.text}\n`).join(""));
      return exitCodes.ok;
    }
    if (!cells.some((cell) => cell.workload.manifest.kind !== "trust")) {
      throw new GatehouseError("run/nothing", "no cell is left to run", {
        hint:
          ready.unavailable.length > 0 ? "what is missing stands above; `gatehouse doctor` says how to get it" : "widen the filters, or choose --profile full",
        exitCode: 3,
      });
    }
    const run = newRunId();
    const folder = join(runsFolder(root), run);
    const blobs = join(folder, "blobs");
    mkdirSync(blobs, { recursive: true });
    const jobs = options.jobs ?? cores();
    const journal = new Journal(
      join(folder, "journal.ndjson"),
      {
        kind: "header",
        format: 1,
        run,
        started: timestamp(),
        harness: version(),
        machine: machine(),
        profile: options.profile,
        filters: [...terms],
        jobs,
        supervised: launcher.supervised,
        cells: cells.length,
        trust: [...session.catalog.workloads.values()].filter(({ manifest }) => manifest.kind === "trust").map(({ manifest }) => manifest.id),
        toolchains: ready.toolchains.map(({ id, version: own, digest }) => ({ id, version: own, digest })),
        lanes: ready.lanes.map((lane) => ({ id: lane.text, version: lane.id.version, digest: lane.digest })),
      },
      cells.map((cell) => cell.text),
    );
    for (const line of ready.unavailable) journal.append(line);
    scratch = openScratch(join(session.store, "tmp"));
    progress.expect("run", cells.length, estimates.run);
    await runCells({
      cells,
      builds: startBuilds(session, cells, ready.toolchains, { launcher, jobs, journal, progress }),
      folders: { scratch, blobs, caches: join(session.store, "engine-cache") },
      store: session.store,
      launcher,
      jobs,
      signal,
      mayFlake: (cell) => mayFlake(cell, known, timestamp().slice(0, 10)),
      emit: (row) => {
        journal.append(row);
        progress.done("run", row.cell);
      },
    });
    journal.close(signal.aborted);
    progress.clear();
    const code = await showRun(root, run, options.json);
    return signal.aborted ? 130 : code;
  } finally {
    progress.clear();
    await launcher.close();
    if (scratch) rmSync(scratch, { recursive: true, force: true });
  }
};
