import { currentDay } from "../host/clock.ts";
import { foldRun, type RunRecord } from "../judge/fold.ts";
import { readJournal } from "../record/read.ts";
import { findJournal } from "../record/runs.ts";
import type { Work } from "./with-work.ts";

/** Reads and folds a run that this process made, held against what is known today; with the path of its journal. Throws a GatehouseError for a damaged one. */
export const readOwnRun = ({ root, known }: Pick<Work, "root" | "known">, run: string): { readonly record: RunRecord; readonly journal: string } => {
  const journal = findJournal(root, run);
  const { header, lines } = readJournal(journal);
  return { record: foldRun(header, lines, known, currentDay()), journal };
};
