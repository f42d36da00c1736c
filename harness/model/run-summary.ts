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

/** A finished run, folded to what reports show of it. */
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
  /** A failing cell that `gatehouse repro` takes; absent: there is none. */
  readonly portable?: string;
}
