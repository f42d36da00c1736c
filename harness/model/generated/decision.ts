// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * What `gatehouse gate --json` prints.
 */
export interface DecisionOutput {
  candidate: string;
  baseline: string;
  run: string;
  accepted: boolean;
  /**
   * Why it was refused; empty where it was accepted.
   */
  refusals: string[];
  counts: ChangeCounts;
  changes: ChangedCellOutput[];
  /**
   * How times changed; absent where none were measured.
   */
  times?: TimeOutput[];
  /**
   * The file with what was measured.
   */
  samples?: string;
  /**
   * A sentence a language and Keep: what is expected to work on the candidate.
   */
  sentences: string[];
  /**
   * The runs that it rests on.
   */
  journals: string[];
}
export interface ChangeCounts {
  same: number;
  fixed: number;
  changed: number;
  regressed: number;
  added: number;
  removed: number;
  incomparable: number;
  unsure: number;
}
export interface ChangedCellOutput {
  /**
   * WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET,TRACK: what both sides have in common.
   */
  subject: string;
  language: string;
  tier: 1 | 2 | 3;
  change: ChangeOutput;
  /**
   * For `gatehouse run`, `show` and `repro`.
   */
  cell: string;
  blame?: "workload" | "toolchain" | "runtime" | "keep" | "machine" | "harness" | "undetermined";
  /**
   * What the blame rests on.
   */
  evidence: string[];
  /**
   * How a stream changed, as lines of a unified diff.
   */
  diff?: string[];
  /**
   * Whether it refuses the candidate.
   */
  gates: boolean;
}
export interface ChangeOutput {
  is: "same" | "fixed" | "changed" | "regressed" | "added" | "removed" | "incomparable" | "unsure";
  detail?: string;
  moved?: "contract" | "artifact" | "toolchain" | "harness" | "keep";
}
export interface TimeOutput {
  /**
   * WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET.
   */
  subject: string;
  language: string;
  tier: 1 | 2 | 3;
  is: "faster" | "slower" | "same" | "unsure";
  /**
   * The candidate's.
   */
  cell: string;
  /**
   * The ratio with its interval, and what it was held against.
   */
  detail: string;
  /**
   * Words of the command that measures it again.
   */
  again: string[];
  /**
   * Whether it refuses the candidate.
   */
  gates: boolean;
}
