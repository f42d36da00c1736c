import type { Expectation, Flaky } from "./generated/expectations.ts";
import { globPattern } from "./glob.ts";
import type { Cause } from "./words.ts";

/** A failure or a flake that is known, ready to be held against cells. */
export interface Known {
  readonly kind: "failure" | "flake";
  readonly cells: string;
  readonly pattern: RegExp;
  readonly cause: Cause | undefined;
  readonly releases: string | undefined;
  readonly reason: string;
  readonly link: string | undefined;
  readonly until: string;
}

/** A file's entry of a steady failure. */
export const knownFailure = (entry: Expectation): Known => ({
  kind: "failure",
  cells: entry.cells,
  pattern: globPattern(entry.cells),
  cause: entry.cause,
  releases: entry.releases,
  reason: entry.reason,
  link: entry.link,
  until: entry.until,
});

/** A file's entry of a flake. */
export const knownFlake = (entry: Flaky): Known => ({
  kind: "flake",
  cells: entry.cells,
  pattern: globPattern(entry.cells),
  cause: undefined,
  releases: undefined,
  reason: entry.reason,
  link: entry.link,
  until: entry.until,
});

/** A cell's verdict held against what is known. Red are all but expected and known-failure. */
export type Standing =
  | { readonly is: "expected" }
  | { readonly is: "known-failure"; readonly known: Known }
  | { readonly is: "unexpected-fail"; readonly expired?: Known }
  /** `because`: what it passes in spite of. */
  | { readonly is: "unexpected-pass"; readonly because: string };
