import type { Blame, Capability } from "./words.ts";

/** What became of one cell, as far as it tells of capabilities: of a run, or of a published record. */
export interface CapabilityCell {
  readonly cell: string;
  readonly lane: string;
  readonly language: string;
  readonly needs: readonly Capability[];
  /** Of its needs, those that its artifact cannot have shown: it lacks what they take. */
  readonly unproven: readonly Capability[];
  readonly outcome: CapabilityOutcome;
}

export type CapabilityOutcome =
  | { readonly is: "pass" }
  | { readonly is: "fail"; readonly on: Blame["on"]; readonly known: Reason | undefined }
  /** Proven, or said by the runtime's manifest, not to be there. */
  | ({ readonly is: "cannot"; readonly capability: Capability | undefined } & Reason)
  /** Lost, broken, or in a lane that is not trusted: tells nothing. */
  | { readonly is: "unknown" };

/** Why something is not there, and where to read on. */
export interface Reason {
  readonly why: string;
  readonly link: string | undefined;
}

/** What a language has of a capability in a lane. */
export type CapabilitySquare =
  | { readonly is: "works"; readonly passed: number }
  /** Whose fault each failure is, once each; known where every failure is. */
  | {
      readonly is: "fails";
      readonly passed: number;
      readonly failed: number;
      readonly on: readonly Blame["on"][];
      readonly known: Reason | undefined;
      readonly cells: readonly string[];
    }
  | ({ readonly is: "cannot" } & Reason)
  | { readonly is: "unknown" }
  | { readonly is: "not-ported" };

/** Capabilities down, languages across, of one release in one lane. */
export interface CapabilityTable {
  readonly lane: string;
  /** Where its cells are from: a run, or the day of a published record. */
  readonly source: string;
  readonly languages: readonly string[];
  readonly rows: readonly { readonly capability: Capability; readonly squares: readonly CapabilitySquare[] }[];
}

/** What cells tell of capabilities, with the tables that they fold to. */
export interface ToldCapabilities {
  readonly cells: readonly CapabilityCell[];
  readonly tables: readonly CapabilityTable[];
}
