import type { Route } from "./ids.ts";
import type { ReportRow } from "./reported.ts";
import type { Blame, Cause } from "./words.ts";

/** How many cells of a kind a square, or a whole run, has. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Failed as it is known to. */
  readonly known: number;
  /** Passed although it is known to fail. */
  readonly surprising: number;
  /** Passed only when tried again, as it is known to. */
  readonly flaky: number;
  readonly unsupported: number;
  readonly broken: number;
  /** Ran in a lane that is not trusted. */
  readonly untrusted: number;
  readonly inexpressible: number;
  readonly lost: number;
}

/** One row of the matrix: a language by a toolchain for a target. */
export interface MatrixRow {
  readonly route: Route;
  readonly version: string;
  /** By lane, in the order of `lanes`; undefined where nothing was planned. */
  readonly squares: readonly (Counts | undefined)[];
}

/** The matrix of a run: what the terminal shows and `--json` gives. */
export interface Matrix {
  readonly run: string;
  readonly lanes: readonly string[];
  readonly rows: readonly MatrixRow[];
  readonly totals: Counts;
  readonly planned: number;
  readonly complete: boolean;
  /** Public reports, by lane. */
  readonly reported: readonly ReportRow[];
}

/** Cells that were to show something in a square: all but those that its lane cannot set up. */
export const expressible = (counts: Counts): number =>
  counts.passed + counts.flaky + counts.failed + counts.known + counts.surprising + counts.unsupported + counts.broken + counts.untrusted + counts.lost;

/** Failing cells of one cause and signature: what one mending would turn green. */
export interface FailureGroup {
  readonly cause: Cause | "broken" | "lost" | "unsupported" | "untrusted" | "unexpected-pass";
  readonly detail: string;
  readonly blame: Blame["on"];
  readonly cells: readonly string[];
  /** Why it is excused; undefined where it is not. */
  readonly known: string | undefined;
}
