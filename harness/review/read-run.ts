import { loadExpectations } from "../catalog/expectations.ts";
import { loadCatalog } from "../catalog/load.ts";
import { timestamp } from "../host/clock.ts";
import type { BlameGrounds } from "../judge/blame.ts";
import { foldRun, type RunRecord } from "../judge/fold.ts";
import { groundsOf } from "../judge/grounds.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Known } from "../model/expectation.ts";
import { type JournalText, type Kept, readJournal } from "../record/read.ts";
import { findJournal } from "../record/runs.ts";

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
}

const loadToday = async (root: string): Promise<Today> => {
  const catalog = await loadCatalog(root);
  return { catalog, known: await loadExpectations(catalog) };
};

/**
 * Reads and folds a run: a name or the start of one, a path, or the newest. It is held against what is known today, which
 * is loaded where it is not given. Of a large run that is only counted, `kept` leaves out what was observed of cells that passed.
 */
export const readRun = async (root: string, said: string | undefined, kept: Kept = "all", today?: Today): Promise<ReadRun> => {
  const path = findJournal(root, said);
  const journal = readJournal(path, kept);
  const { catalog, known } = today ?? (await loadToday(root));
  const record = foldRun(journal.header, journal.lines, known, timestamp().slice(0, 10));
  return { record, path, grounds: groundsOf(record, catalog), journal };
};
