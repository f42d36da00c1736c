import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Schedule } from "../engine/schedule.ts";
import { readAgenda, type Selection, select } from "../engine/select.ts";
import type { Session } from "../engine/session.ts";
import type { Work } from "../engine/with-work.ts";
import { type ReadyCell, type Workshop, withWorkshop } from "../engine/workshop.ts";
import { currentDay } from "../host/clock.ts";
import { digestOf } from "../host/digest.ts";
import { writeAtomic } from "../host/files.ts";
import { defaultJobs } from "../host/machine.ts";
import { digestNamedFiles } from "../host/named-files.ts";
import { hangs } from "../judge/standing.ts";
import type { Catalog } from "../model/catalog.ts";
import { hexOf } from "../model/digest.ts";
import type { CoverageRow } from "../model/generated/coverage.ts";
import { printRoute } from "../model/ids.ts";
import { type Pair, pairOf } from "../model/trace.ts";
import type { ReleaseCandidate } from "../plan/candidates.ts";
import { parseFilter } from "../plan/filter.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { everything, type Profile } from "../plan/profile.ts";
import type { CoverageRecord } from "../record/coverage.ts";
import { targetFunctions } from "./functions.ts";
import { estimates, traceRun } from "./run.ts";

const profile: Profile = { ...everything, kinds: ["probe", "application"] };

// Runtimes whose host tells the calls by itself: what an engine writes to standard error a guest could write too.
const tellingReleases = ({ runtimes }: Catalog): ReleaseCandidate[] =>
  [...runtimes.values()]
    .filter(({ manifest }) => Object.values(manifest.target).some(({ report, mode }) => report === true && mode.trace !== undefined))
    .flatMap(({ manifest, releases }) => releases.filter(({ current }) => current).map((release) => ({ runtime: manifest.id, release })));

const keyOf = async ({ cell, artifact, ready }: ReadyCell, { cases }: Selection, store: string): Promise<string> => {
  const { lane, id } = cell;
  const modes = ready.programs.map(({ target }) => [target.mode.trace, target.mode["trace-serve"]]);
  const contract = cases.get(`${id.workload}/${id.case}`)?.contract;
  return digestOf(["calls", lane.digest, artifact, contract, modes, await digestNamedFiles(modes, lane.folder, store)]);
};

// The calls of a cell, without arguments: from the store where nothing of it has changed.
const pairsOfCell = async (own: ReadyCell, workshop: Workshop, selection: Selection, store: string): Promise<readonly Pair[]> => {
  const path = join(store, "calls", `${hexOf(await keyOf(own, selection, store))}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as readonly Pair[];
  const { programs, observation } = await traceRun(workshop, own, 0);
  const pairs = [...new Set(Object.values(programs).flatMap(({ calls }) => calls.flatMap((call) => pairOf(call, observation.ending.how) ?? [])))].sort();
  writeAtomic(path, JSON.stringify(pairs));
  return pairs;
};

/** What has a row of its own. */
export const groupOf = ({ target, workload, language }: Pick<CoverageRow, "target" | "workload" | "language">): string => `${target} ${workload} ${language}`;

/** The rows that today's tree can have, by their groups; nothing is run. */
export const groupsOfToday = (session: Pick<Session, "catalog">): ReadonlySet<string> =>
  new Set(readAgenda(session, profile, [], tellingReleases(session.catalog)).agenda.builds.map(groupOf));

const toCalls = (pairs: Iterable<Pair>): CoverageRow["calls"] => {
  const calls: Record<string, string[]> = {};
  for (const pair of [...new Set(pairs)].sort()) {
    const at = pair.lastIndexOf(" ");
    const name = pair.slice(0, at);
    calls[name] = [...(calls[name] ?? []), pair.slice(at + 1)];
  }
  return calls;
};

// A host that is no engine to be judged tells only what no other can: what it shares with them it would tell twice.
const untoldElsewhere = (cells: readonly PlannedCell[], { runtimes }: Catalog): PlannedCell[] => {
  const nameOf = ({ id }: PlannedCell): string => `${id.workload}/${id.case} ${printRoute(id)}`;
  const isApart = ({ id }: PlannedCell): boolean => runtimes.get(id.lane.runtime)?.manifest.apart === true;
  const told = new Set(cells.filter((cell) => !isApart(cell)).map(nameOf));
  return cells.filter((cell) => !isApart(cell) || !told.has(nameOf(cell)));
};

/** Traces all that filters select, and tells which functions are called; undefined where it was interrupted. Cells that cannot be run are told. */
export const measureCoverage = async (work: Work, terms: readonly string[], given: number | undefined): Promise<CoverageRecord | undefined> => {
  const { session, progress, known } = work;
  const selection = await select(session, profile, parseFilter(terms), progress, { releases: tellingReleases(session.catalog) });
  const able = selection.cells.filter(({ workload, inexpressible }) => workload.manifest.kind !== "trust" && inexpressible === undefined);
  const cells = untoldElsewhere(able, session.catalog);
  const found = new Map<string, Set<Pair>>();
  const today = currentDay();
  const jobs = given ?? defaultJobs();
  const schedule = new Schedule(jobs);
  const one = async (cell: PlannedCell, workshop: Workshop): Promise<void> => {
    if (session.signal.aborted) return;
    const ready = await workshop.ready(cell);
    if ("why" in ready) return session.signal.aborted ? undefined : progress.note(`${cell.text}: ${ready.why.split("\n")[0]}`);
    const pairs = await schedule.run(hangs(cell.text, cell.id.lane, known, today), async () =>
      session.signal.aborted ? [] : pairsOfCell(ready, workshop, selection, session.store),
    );
    const own = found.get(groupOf(cell.id)) ?? new Set();
    for (const pair of pairs) own.add(pair);
    found.set(groupOf(cell.id), own);
    progress.done("trace", cell.text);
  };
  await withWorkshop(work, selection, cells, { what: "the trace", jobs, buildSeconds: estimates.build }, (workshop) => {
    progress.expect("trace", cells.length, estimates.trace);
    return Promise.all(cells.map((cell) => one(cell, workshop)));
  });
  if (session.signal.aborted) return undefined;
  const rows = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, pairs]): CoverageRow => {
      const [target = "", workload = "", language = ""] = group.split(" ");
      return { kind: "row", target, workload, language, calls: toCalls(pairs) };
    });
  const targets = [...new Set(selection.cells.map(({ id }) => id.target))].sort();
  const functions = Object.fromEntries(targets.map((target) => [target, targetFunctions(session.catalog, target)]));
  const lanes = [...new Set(cells.map(({ lane }) => lane.text))].sort();
  return { header: { kind: "header", format: 1, lanes, functions }, rows };
};
