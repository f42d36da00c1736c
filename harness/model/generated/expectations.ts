// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * A cell in which `*` stands for any text: WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET,LANE.
 *
 * This interface was referenced by `ExpectationsFile`'s JSON-Schema
 * via the `definition` "pattern".
 */
export type Pattern = string;
export type Cause =
  | "build"
  | "missing-import"
  | "trap"
  | "exit"
  | "stdout"
  | "stderr"
  | "file"
  | "network"
  | "timeout"
  | "silence"
  | "signal"
  | "out-of-memory"
  | "start"
  | "attestation"
  | "nondeterministic";
/**
 * Why it fails, for somebody who has never seen it.
 *
 * This interface was referenced by `ExpectationsFile`'s JSON-Schema
 * via the `definition` "reason".
 */
export type Reason = string;
/**
 * Where it is told upstream, or documented.
 *
 * This interface was referenced by `ExpectationsFile`'s JSON-Schema
 * via the `definition` "link".
 */
export type Link = string;
/**
 * The day after which it must be looked at again, as YYYY-MM-DD.
 *
 * This interface was referenced by `ExpectationsFile`'s JSON-Schema
 * via the `definition` "until".
 */
export type Until = string;

/**
 * results/expectations/*.toml: failures that are known, each with its reason. What is written here is the one thing in results/ that people write.
 */
export interface ExpectationsFile {
  /**
   * Cells that fail, by one cause, until somebody mends what the reason names.
   */
  expectation?: Expectation[];
  /**
   * Cells that fail now and then. A cell that fails in every trial is not flaky: it fails.
   */
  flaky?: Flaky[];
}
/**
 * This interface was referenced by `ExpectationsFile`'s JSON-Schema
 * via the `definition` "expectation".
 */
export interface Expectation {
  cells: Pattern;
  cause: Cause;
  /**
   * Releases of the runtime that it holds for, a semver range; where absent, all.
   */
  releases?: string;
  reason: Reason;
  link?: Link;
  until: Until;
}
/**
 * This interface was referenced by `ExpectationsFile`'s JSON-Schema
 * via the `definition` "flaky".
 */
export interface Flaky {
  cells: Pattern;
  reason: Reason;
  link?: Link;
  until: Until;
}
