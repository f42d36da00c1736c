import type { JournalLine, Observation, RanRow, Verdict } from "./generated/journal.ts";

/** A row of a cell that passed, without its facts: what a large run keeps of most cells. */
export interface PassedRow extends Omit<RanRow, "observation"> {
  readonly observation?: undefined;
}

/** A line of a journal as it is kept in memory. */
export type KeptLine = JournalLine | PassedRow;

/** One trial with the verdict on it. */
export interface Attempt {
  readonly observation: Observation;
  readonly verdict: Verdict;
}

/** A fact that a worker tells, before the worker signs it with its name. */
export type Told<T> = T extends { worker: string } ? Omit<T, "worker"> : T;

/** A cell of which today's judge says something else than the worker's judge did. */
export interface Rejudged {
  readonly cell: string;
  readonly told: Verdict;
  readonly now: Verdict;
}
