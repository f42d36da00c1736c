import type { TimeChange } from "./speed.ts";
import type { Blame } from "./words.ts";

/** What moved besides the release, so that two cells cannot be held against each other. */
type Moved = "contract" | "artifact" | "toolchain" | "harness" | "keep";

/** What both sides of a cell that did not change are: a build that failed is `not-built`, what no program ran for is `not-tested`. */
export type Both = "pass" | "fail" | "unsupported" | "not-built" | "not-tested";

/** Before × after of one cell. Total: every pair has exactly one. */
export type Change =
  | { readonly is: "same"; readonly both: Both; readonly detail?: string }
  | { readonly is: "fixed"; readonly detail: string }
  | { readonly is: "changed"; readonly detail: string }
  | { readonly is: "regressed"; readonly detail: string }
  | { readonly is: "added"; readonly detail?: string }
  | { readonly is: "removed" }
  | { readonly is: "incomparable"; readonly moved: Moved }
  | { readonly is: "unsure"; readonly detail: string };

/** One case by one route: what a release is judged by. */
export interface ChangedCell {
  /** WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET,TRACK: what both sides have in common. */
  readonly subject: string;
  readonly language: string;
  readonly tier: 1 | 2 | 3;
  readonly change: Change;
  /** The candidate's cell, for reproducing it; the baseline's where the candidate has none. */
  readonly cell: string;
  readonly blame: Blame["on"] | undefined;
  /** What the blame rests on. */
  readonly evidence: readonly string[];
  /** Where nobody is blamed: the cells that would tell, as filters. */
  readonly run?: readonly string[];
  /** Where streams changed: how, as lines of a diff. */
  readonly diff?: readonly string[];
  /** Why the policy lives with this loss. */
  readonly accepted?: string;
  /** Whether it refuses the candidate. */
  readonly gates: boolean;
}

/** How the time of one case by one route changed. */
export interface GatedTime extends TimeChange {
  readonly language: string;
  readonly tier: 1 | 2 | 3;
  /** Whether it refuses the candidate. */
  readonly gates: boolean;
}

/** What a gate says of a candidate. */
export interface Decision {
  readonly candidate: string;
  readonly baseline: string;
  readonly run: string;
  readonly accepted: boolean;
  /** Why it was refused; empty where it was accepted. */
  readonly refusals: readonly string[];
  readonly counts: Readonly<Record<Change["is"], number>>;
  /** Cells of the candidate that were wanted, and that no toolchain was here for. */
  readonly missing: number;
  readonly changes: readonly ChangedCell[];
  /** Absent where no times were measured; the worst first. */
  readonly times?: readonly GatedTime[];
  /** One sentence a language, target and Keep: what is expected to work on the candidate. */
  readonly sentences: readonly string[];
}
