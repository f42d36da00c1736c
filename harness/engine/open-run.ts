import { dirname, join } from "node:path";
import { judgeDigest, sourceDigest, version } from "../host/about.ts";
import { timestamp } from "../host/clock.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Header, Worker } from "../model/generated/journal.ts";
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
  /** The part of the agenda that the selection holds; undefined: the whole. */
  readonly shard?: Shard | undefined;
}

const toHeader = ({ catalog }: Session, selection: Selection, { profile, terms, shard }: RunWords): Header => ({
  kind: "header",
  format: 3,
  run: newRunId(),
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
});

const pins = ({ toolchains, lanes }: Worker): string =>
  JSON.stringify([toolchains.map(({ id, digest }) => [id, digest]), lanes.map(({ id, digest }) => [id, digest])]);

const checkSamePlan = (before: JournalText, header: Header, worker: Worker): void => {
  const [was] = before.lines.filter((line) => line.kind === "worker");
  if (before.header.agenda === header.agenda && was && pins(was) === pins(worker)) return;
  throw new GatehouseError("run/moved", `run ${before.header.run} cannot go on: its workloads, languages, runtimes, toolchains or lanes have changed`, {
    hint: "start a new run: the same command without --resume",
  });
};

/** Begins a run's journal, or goes on with `before`. Throws a GatehouseError where its plan is another today. */
export const openRun = (session: Session, selection: Selection, words: RunWords, before: JournalText | undefined, hear: Hear): OpenRun => {
  const header = toHeader(session, selection, words);
  const offer = words.shard === undefined ? selection.offer : { ...selection.offer, worker: `w${words.shard.index}` };
  const worker = toWorkerLine(offer, selection, { jobs: words.jobs, supervised: words.supervised });
  if (before) {
    checkSamePlan(before, header, worker);
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
