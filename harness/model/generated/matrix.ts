// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * What `gatehouse run --json` and `gatehouse matrix --json` print.
 */
export interface MatrixOutput {
  run: string;
  lanes: string[];
  rows: MatrixRowOutput[];
  totals: CountsOutput;
  planned: number;
  complete: boolean;
  /**
   * What did not pass, grouped by cause and signature.
   */
  failures: FailureGroupOutput[];
  /**
   * Toolchains and lanes that this machine lacks.
   */
  unavailable: UnavailableOutput[];
  journal: string;
}
export interface MatrixRowOutput {
  route: RouteOutput;
  version: string;
  /**
   * By lane, in the order of `lanes`; null where nothing was planned.
   */
  squares: (CountsOutput | null)[];
}
export interface RouteOutput {
  language: string;
  toolchain: string;
  target: string;
}
/**
 * This interface was referenced by `MatrixOutput`'s JSON-Schema
 * via the `definition` "counts".
 */
export interface CountsOutput {
  passed: number;
  flaky: number;
  failed: number;
  known: number;
  surprising: number;
  unsupported: number;
  broken: number;
  untrusted: number;
  inexpressible: number;
  lost: number;
}
export interface FailureGroupOutput {
  cause: string;
  detail: string;
  blame: string;
  /**
   * Why it is excused.
   */
  known?: string;
  /**
   * @minItems 1
   */
  cells: string[];
}
export interface UnavailableOutput {
  what: "toolchain" | "lane";
  id: string;
  evidence: EvidenceOutput[];
}
export interface EvidenceOutput {
  name: string;
  pass: boolean;
  info?: string;
  hint: string;
}
