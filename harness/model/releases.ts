import type { ReportRow } from "./reported.ts";

/** Cells of one language in one release. */
export interface LanguageScore {
  readonly passed: number;
  readonly total: number;
  /** Failures with a known reason; they are in the total. */
  readonly known: number;
}

/** What is published of one release: a column of a history. */
export interface PublishedRelease {
  readonly version: string;
  /** When its run began, YYYY-MM-DD. */
  readonly day: string;
  /** By language, in the order of the history's languages; undefined where nothing was published. */
  readonly scores: readonly (LanguageScore | undefined)[];
}

/** The published releases of one track on one machine, the oldest first. */
export interface TrackHistory {
  readonly track: string;
  readonly machine: { readonly id: string; readonly cpu: string; readonly cores: number };
  readonly languages: readonly string[];
  readonly releases: readonly PublishedRelease[];
  /** Public reports, by release. */
  readonly reported: readonly ReportRow[];
}
