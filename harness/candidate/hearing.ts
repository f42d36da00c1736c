import type { Wanted } from "../gate/demand.ts";
import type { CellRecord, RunRecord } from "../judge/fold.ts";
import type { BlameGrounds, Witness } from "../judge/witness.ts";
import type { ProfileName } from "../model/words.ts";

/** How much is run of both sides. */
export interface HearingOptions {
  readonly profile: ProfileName;
  readonly jobs: number | undefined;
}

/** Both sides of a decision, ready to be compared. */
export interface Hearing {
  readonly candidate: string;
  readonly baseline: string;
  readonly run: string;
  readonly before: readonly CellRecord[];
  readonly after: readonly CellRecord[];
  /** All cells that tell whose fault a failure is. */
  readonly witnesses: readonly (CellRecord & Pick<Witness, "recorded">)[];
  readonly grounds: BlameGrounds;
  readonly wanted: readonly Wanted[];
  readonly journals: readonly string[];
  readonly sameArtifact: boolean;
  readonly complete: boolean;
}

/** The cells of a run without those that lanes are tried with. */
export const withoutTrust = ({ header, cells }: { readonly header: Pick<RunRecord["header"], "trust">; readonly cells: readonly CellRecord[] }): CellRecord[] =>
  cells.filter(({ id }) => !header.trust.includes(id.workload));

/** Whether somebody should be blamed for a cell. */
export const isBad = ({ state }: CellRecord): boolean => state.is === "untrusted" || (state.is === "judged" && state.verdict.is === "fail");

/** Cells of another day, as witnesses. */
export const asRecorded = (cells: readonly CellRecord[]): Hearing["witnesses"] => cells.map((cell) => ({ ...cell, recorded: true }));
