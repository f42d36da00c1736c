import type { Standing } from "./expectation.ts";
import type { Artifact, Observation } from "./generated/journal.ts";
import type { Unfinished } from "./run-summary.ts";
import type { Blame, CellState } from "./words.ts";

/** All that is known of one cell of a run. */
export interface CellView {
  readonly cell: string;
  readonly run: string;
  readonly lane: string;
  readonly passed: boolean;
  readonly state: CellState;
  readonly standing: Standing;
  /** Said of a cell without a row, where its run has not come to its end. */
  readonly unfinished?: Unfinished["is"];
  /** Whose fault it is that it did not pass; undefined where it passed, or could not be set up. */
  readonly blame: Blame | undefined;
  readonly observation: Observation | undefined;
  /** Whether `gatehouse repro` takes it. */
  readonly portable: boolean;
  /** What the program wrote, as far as it was kept. */
  readonly said: Readonly<Record<"stdout" | "stderr", string | undefined>>;
  /** Lanes of roles that ran in another Keep, by role. */
  readonly elsewhere: Readonly<Record<string, string>>;
  readonly artifact: Artifact | undefined;
}

/** Whose fault a cell's failure is, once the cells that tell have run beside it. */
export interface CellBlame extends Pick<CellView, "cell" | "run" | "state"> {
  /** Undefined where the cell passed this time. */
  readonly blame: Blame | undefined;
  readonly siblings: readonly { readonly cell: string; readonly state: CellState }[];
}
