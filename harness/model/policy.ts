import type { Pattern } from "./glob.ts";

/** Cells that do not count, ready to be held against. */
interface Ignored {
  readonly pattern: Pattern;
  readonly reason: string;
  readonly until: string;
}

/** A loss that somebody has decided to live with. */
interface Accepted {
  readonly pattern: Pattern;
  /** What the candidate lacks, or how it fails. */
  readonly loss: { readonly capability: string } | { readonly cause: string };
  /** The first release that has it. */
  readonly since: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly reason: string;
}

/** What refuses a candidate where times are measured. */
interface TimePolicy {
  /** Part by which times must differ to count, e.g. 0.02. */
  readonly least: number;
  /** What becomes of a candidate of which it cannot be told whether it is slower. */
  readonly unsure: "report" | "refuse";
}

/** What refuses a candidate. */
export interface Policy {
  /** Tiers of languages whose regressions do. */
  readonly tiers: readonly number[];
  /** Keeps in which it must have been run. */
  readonly keeps: readonly string[];
  /** What streams do that differ although both sides pass. */
  readonly changed: "report" | "refuse";
  readonly times: TimePolicy;
  readonly ignored: readonly Ignored[];
  readonly accepted: readonly Accepted[];
  /** By runtime, the releases that its candidates are held against. */
  readonly baselines: ReadonlyMap<string, readonly string[]>;
}

/** What holds where no policy says otherwise. */
export const defaultPolicy: Policy = {
  tiers: [1],
  keeps: ["nil"],
  changed: "report",
  times: { least: 0.02, unsure: "refuse" },
  ignored: [],
  accepted: [],
  baselines: new Map(),
};
