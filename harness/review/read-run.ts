import { loadExpectations } from "../catalog/expectations.ts";
import { loadCatalog } from "../catalog/load.ts";
import { currentDay } from "../host/clock.ts";
import { say } from "../host/say.ts";
import { fittingCells } from "../judge/find-cell.ts";
import { foldRun, type RunRecord } from "../judge/fold.ts";
import { groundsOf } from "../judge/grounds.ts";
import type { BlameGrounds } from "../judge/witness.ts";
import type { Catalog } from "../model/catalog.ts";
import { gatehouseWords } from "../model/command.ts";
import { formatPlace, GatehouseError } from "../model/errors.ts";
import type { Known } from "../model/expectation.ts";
import type { Header } from "../model/generated/journal.ts";
import { printLane } from "../model/ids.ts";
import type { Unfinished } from "../model/run-summary.ts";
import { printable } from "../model/text.ts";
import { isBeingWritten } from "../record/journal.ts";
import { type JournalText, readHeader, readJournal } from "../record/read.ts";
import { findJournal, listRuns } from "../record/runs.ts";
import { narrow } from "./narrow.ts";

/** What a run is held against today. */
export interface Today {
  readonly catalog: Catalog;
  readonly known: readonly Known[];
}

/** A run as it was read and folded. */
export interface ReadRun {
  readonly record: RunRecord;
  readonly path: string;
  readonly grounds: BlameGrounds;
  readonly journal: JournalText;
  /** The catalog that it is held against. */
  readonly catalog: Catalog;
  /** Absent where the run came to its end. */
  readonly unfinished?: Unfinished;
}

// A gate asks for both of its sides at once: only the gate itself asks so again.
const unfinishedOf = ({ profile, filters, shard, beside, trial, gate }: Header, path: string): Unfinished => {
  if (isBeingWritten(path)) return { is: "running" };
  if (beside !== undefined || trial !== undefined || gate) return { is: "stopped", resume: undefined };
  const options = [...(profile === "quick" ? [] : ["--profile", profile]), ...(shard === undefined ? [] : ["--shard", shard])];
  return { is: "stopped", resume: [...gatehouseWords, "run", "--resume", ...options, ...filters] };
};

/** Reads the manifests and the known failures of a project. */
export const loadToday = async (root: string): Promise<Today> => {
  // What ran is read whatever is wrong now.
  const catalog = await loadCatalog(root, undefined, () => true);
  return { catalog, known: await loadExpectations(catalog) };
};

/**
 * Reads and folds a run: a name or the start of one, a path, or the newest. It is held against what is known today, which
 * is loaded where it is not given. Of a large run that is only counted, `kept` leaves out what was observed of cells that passed.
 */
export const readRun = async (root: string, said: string | undefined, kept: "all" | "verdicts" = "all", today?: Today): Promise<ReadRun> => {
  const path = findJournal(root, said);
  const journal = readJournal(path, kept);
  const { catalog, known } = today ?? (await loadToday(root));
  const record = foldRun(journal.header, journal.lines, known, currentDay());
  const unfinished = record.complete ? {} : { unfinished: unfinishedOf(record.header, path) };
  return { record, path, grounds: groundsOf(record, catalog), journal, catalog, ...unfinished };
};

/** The part of a run that filters select. */
export const narrowRun = (read: ReadRun, terms: readonly string[]): ReadRun => {
  if (terms.length === 0) return read;
  const { record, catalog } = read;
  const cells = narrow(record.cells, ({ id }) => id, terms, catalog);
  const names = new Set(cells.map(({ id }) => printLane(id.lane)));
  const lanes = record.lanes.filter(({ id }) => names.has(id));
  return { ...read, record: { ...record, header: { ...record.header, cells: cells.length }, cells, lanes } };
};

/** How many runs are searched for a cell: a gate leaves two, and a session some more. */
const searched = 10;

// One that is damaged is no reason to show nothing of the others.
const readOrPass = (root: string, name: string, kept: "all" | "verdicts", today: Today): Promise<ReadRun | undefined> =>
  readRun(root, name, kept, today).catch((error: unknown) => {
    if (!(error instanceof GatehouseError)) throw error;
    say(printable(`run ${name} is passed over: ${error.place ? `${formatPlace(error.place)}: ` : ""}${error.message}`));
    return undefined;
  });

/** How many cells of earlier runs are read, so that a long history does not hold a report up. */
const mostEarlierCells = 100_000;

/** Runs that began before one, the newest first: at most ten, and none beyond 100,000 cells in all. A damaged one is passed over, and said. */
export const readEarlierRuns = async (root: string, before: string, today: Today): Promise<readonly ReadRun[]> => {
  const names = listRuns(root);
  const found: ReadRun[] = [];
  let cells = 0;
  for (const name of names
    .slice(0, Math.max(0, names.indexOf(before)))
    .slice(-searched)
    .reverse()) {
    cells += readHeader(findJournal(root, name))?.cells ?? 0;
    if (cells > mostEarlierCells) break;
    const read = await readOrPass(root, name, "verdicts", today);
    if (read) found.push(read);
  }
  return found;
};

/** The run that is named, else the newest one with a cell that the text fits; else the newest. A gate's second run has only sibling cells. */
export const readRunOf = async (root: string, cell: string, said: string | undefined): Promise<ReadRun> => {
  if (said !== undefined) return readRun(root, said);
  const today = await loadToday(root);
  for (const name of listRuns(root).slice(-searched).reverse()) {
    const read = await readOrPass(root, name, "all", today);
    if (read && fittingCells(read.record.cells, cell).length > 0) return read;
  }
  return readRun(root, undefined, "all", today);
};
