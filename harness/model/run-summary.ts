import type { Standing } from "./expectation.ts";
import type { Unavailable } from "./generated/journal.ts";
import type { FailureGroup, Matrix } from "./matrix.ts";
import type { Blame, CellState } from "./words.ts";

/** A cell as reports show it. */
export interface ToldCell {
  readonly text: string;
  readonly state: CellState;
  readonly standing: Standing;
  /** Whose fault a failure is; undefined where nothing failed. */
  readonly blame: Blame["on"] | undefined;
}

/** Why cells of a run have no row yet. */
export type Unfinished = { readonly is: "running" } | { readonly is: "stopped"; readonly resume: readonly string[] | undefined };

/** A run, folded to what reports show of it. */
export interface RunSummary {
  readonly matrix: Matrix;
  readonly failures: readonly FailureGroup[];
  readonly cells: readonly ToldCell[];
  readonly unavailable: readonly Unavailable[];
  readonly compiled: number;
  /** Artifacts that an earlier run had compiled. */
  readonly reusedArtifacts: number;
  /** Rows that are those of an earlier run. */
  readonly reusedRows: number;
  readonly supervised: boolean;
  /** Said where commands had no namespaces of their own. */
  readonly contained?: "landlock" | "no";
  /** Path of the journal. */
  readonly journal: string;
  /** Said of a run that has not come to its end: whether it is under way, and the words of the command that goes on with one that is not. */
  readonly unfinished?: Unfinished;
  /** A failing cell that `gatehouse repro` takes; absent: there is none. */
  readonly portable?: string;
}
