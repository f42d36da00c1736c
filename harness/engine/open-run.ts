import { dirname, join } from "node:path";
import { judgeDigest, sourceDigest, version } from "../host/about.ts";
import { timestamp } from "../host/clock.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Header, Pin, Worker } from "../model/generated/journal.ts";
import type { ProfileName } from "../model/words.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { printShard, type Shard } from "../plan/shard.ts";
import { type Hear, Journal } from "../record/journal.ts";
import type { JournalText } from "../record/read.ts";
import { newRunId, runsFolder } from "../record/runs.ts";
import { toWorkerLine } from "./offer.ts";
import { digestAgenda, type Selection } from "./select.ts";
import type { Session } from "./session.ts";

/** A journal that is open, and the cells that have no row in it yet. */
export interface OpenRun {
  readonly header: Header;
  readonly worker: Worker;
  readonly journal: Journal;
  readonly folder: string;
  readonly cells: readonly PlannedCell[];
}

/** What of a run its journal tells first. */
export interface RunWords {
  readonly profile: ProfileName;
  readonly terms: readonly string[];
  readonly jobs: number;
  readonly supervised: boolean;
  readonly contained: NonNullable<Worker["contained"]>;
  /** The part of the agenda that the selection holds; undefined: the whole. */
  readonly shard?: Shard | undefined;
  /** The compiler on trial, PACKAGE@path:FILE. */
  readonly trial?: string | undefined;
  /** Whether a gate asks for it. */
  readonly gate?: boolean | undefined;
  /** The run, or the cell, whose failures these cells explain. */
  readonly beside?: string | undefined;
}

/** What a run is about, before anything of it runs. */
export interface Plan {
  readonly header: Header;
  readonly worker: Worker;
}

const toHeader = (
  { root, catalog }: Pick<Session, "root" | "catalog">,
  selection: Selection,
  { profile, terms, shard, trial, gate, beside }: RunWords,
): Header => ({
  kind: "header",
  format: 3,
  run: newRunId(root),
  started: timestamp(),
  harness: version(),
  harnessDigest: sourceDigest(),
  judge: judgeDigest(),
  profile,
  filters: [...terms],
  cells: selection.cells.length,
  trust: [...catalog.workloads.values()].filter(({ manifest }) => manifest.kind === "trust").map(({ manifest }) => manifest.id),
  agenda: digestAgenda(selection),
  ...(shard === undefined ? {} : { shard: printShard(shard) }),
  ...(trial === undefined ? {} : { trial }),
  ...(gate ? { gate } : {}),
  ...(beside === undefined ? {} : { beside }),
});

const differing = (what: string, before: readonly Pin[], now: readonly Pin[]): string[] => {
  const toMap = (pins: readonly Pin[]): Map<string, string> => new Map(pins.map(({ id, digest }) => [id, digest]));
  const [was, is] = [toMap(before), toMap(now)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id)).map((id) => `${what} ${id}`);
};

// What is not as it was, in words, the most telling first.
const movedSince = (before: JournalText, { header, worker }: Plan, cases: Selection["cases"]): string[] => {
  const was = before.lines.find((line) => line.kind === "worker");
  const contracts = before.lines.flatMap((line) => (line.kind === "case" && cases.get(line.case)?.contract !== line.contract ? [`case ${line.case}`] : []));
  const found = [
    ...contracts,
    ...differing("toolchain", was?.toolchains ?? [], worker.toolchains),
    ...differing("lane", was?.lanes ?? [], worker.lanes),
    ...(before.header.harnessDigest === header.harnessDigest ? [] : ["the harness"]),
  ];
  return found.length > 0 || before.header.agenda === header.agenda ? found : ["the sources of its programs, or its cells"];
};

const shown = 3;

/**
 * Throws a GatehouseError where a run's plan is another today: cells, contracts, sources, toolchains, lanes or harness. Nothing of it runs again
 * then, for a journal answers the one plan at its start.
 */
export const checkSamePlan = (before: JournalText, plan: Plan, cases: Selection["cases"]): void => {
  const moved = movedSince(before, plan, cases);
  if (moved.length === 0) return;
  const more = moved.length > shown ? `, and ${moved.length - shown} more` : "";
  throw new GatehouseError("run/moved", `run ${before.header.run} cannot go on, for there have changed: ${moved.slice(0, shown).join(", ")}${more}`, {
    hint: "start a new run: the same command without --resume; with --reuse it runs only what changed",
  });
};

/** The header and the worker's line of a run that would begin now. */
export const planRun = (session: Pick<Session, "root" | "catalog">, selection: Selection, words: RunWords): Plan => {
  const offer = words.shard === undefined ? selection.offer : { ...selection.offer, worker: `w${words.shard.index}` };
  return {
    header: toHeader(session, selection, words),
    worker: toWorkerLine(offer, selection, { jobs: words.jobs, supervised: words.supervised, contained: words.contained }),
  };
};

/** Begins a run's journal, or goes on with `before`. Throws a GatehouseError where its plan is another today. */
export const openRun = (session: Session, selection: Selection, words: RunWords, before: JournalText | undefined, hear: Hear): OpenRun => {
  const { header, worker } = planRun(session, selection, words);
  if (before) {
    checkSamePlan(before, { header, worker }, selection.cases);
    const answered = new Set(before.lines.flatMap((line) => (line.kind === "row" ? [line.cell] : [])));
    const cells = selection.cells.filter((cell) => !answered.has(cell.text));
    return { header: before.header, worker, journal: Journal.resume(before, hear), folder: dirname(before.path), cells };
  }
  const folder = join(runsFolder(session.root), header.run);
  const cases = new Set(selection.cells.map(({ id }) => `${id.workload}/${id.case}`));
  const journal = Journal.begin(
    join(folder, "journal.ndjson"),
    header,
    selection.cells.map((cell) => cell.text),
    [worker, ...[...selection.cases.values()].filter((line) => cases.has(line.case))],
    hear,
  );
  for (const { what, id, evidence } of selection.unavailable) journal.append({ kind: "unavailable", worker: worker.id, what, id, evidence: [...evidence] });
  return { header, worker, journal, folder, cells: selection.cells };
};
