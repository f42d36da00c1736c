import type { Standing } from "../model/expectation.ts";
import type { CellId, LaneId } from "../model/ids.ts";
import type { Capability, CellState } from "../model/words.ts";

/** What of a cell blame goes by. */
export interface Witness {
  readonly id: CellId;
  readonly state: CellState;
  readonly artifact: string | undefined;
  /** The lanes of its roles that ran in another Keep, by role. */
  readonly elsewhere?: Readonly<Record<string, LaneId>> | undefined;
  /** A failure with a written reason tells nothing of another. */
  readonly standing?: Standing | undefined;
  /** Whether it ran on another day: what its Keep and its machine were then, nobody knows now. */
  readonly recorded?: boolean;
}

/** What is known besides the cells. */
export interface BlameGrounds {
  /** What a cell's case needs. */
  readonly needs: (cell: Witness) => readonly Capability[];
  /** What tells toolchains apart: two names of one compiler are one. */
  readonly compiler: (cell: Witness) => string;
  /** Imports of a cell's artifact that its target does not have. */
  readonly foreign: (cell: Witness) => readonly string[];
  /** What a cell's runtime claims of a capability, in words. */
  readonly claim?: (cell: Witness, capability: Capability) => string;
  /** Cases, WORKLOAD/CASE, that together need all that a cell's case needs. */
  readonly similar?: (cell: Witness) => readonly string[];
  /** Bytes of a cell's program. */
  readonly size?: (cell: Witness) => number | undefined;
}
