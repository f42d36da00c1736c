import type { RecordArtifact, RecordCase, RecordHeader, RecordInexpressible, RecordJudged } from "./generated/record.ts";
import type { CellState } from "./words.ts";

/** A cell as a published record has it. */
export type RecordedCell = RecordJudged | RecordInexpressible;

/** A published record: one release in one lane on one machine. All lists are sorted, by what their lines are named. */
export interface ReleaseRecord {
  readonly header: RecordHeader;
  readonly cases: readonly RecordCase[];
  readonly artifacts: readonly RecordArtifact[];
  readonly cells: readonly RecordedCell[];
}

/** What became of a recorded cell, as of one of a run. */
export const stateOf = (cell: RecordedCell): CellState =>
  cell.state === "judged" ? { is: "judged", verdict: cell.verdict } : { is: "inexpressible", why: cell.why };

/** Orders texts the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** WORKLOAD/CASE of a recorded cell. */
export const caseOf = (cell: string): string => cell.slice(0, cell.indexOf(","));

/** The build whose artifact a recorded cell ran: WORKLOAD,LANGUAGE/TOOLCHAIN.TARGET. */
export const buildOf = (cell: string): string => cell.slice(0, cell.indexOf("/")) + cell.slice(cell.indexOf(","));

/**
 * Whether a recorded cell ran the artifact of its build's line: none is there where it could not be built, the lane cannot set
 * the case up, or it ran several programs.
 */
export const ranArtifact = (cell: RecordedCell): boolean =>
  cell.state === "judged" && cell.artifact === undefined && !(cell.verdict.is === "fail" && cell.verdict.cause === "build");
