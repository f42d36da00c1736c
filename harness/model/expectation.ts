import type { Expectation, Flaky } from "./generated/expectations.ts";
import { globPattern, type Pattern } from "./glob.ts";
import type { Cause } from "./words.ts";

/** A failure or a flake that is known, ready to be held against cells. */
export interface Known {
  readonly kind: "failure" | "flake";
  readonly cells: string;
  readonly pattern: Pattern;
  /** Of a failure, its cause; of a flake, that of a cell which may fail in every trial. */
  readonly cause: Cause | undefined;
  readonly releases: string | undefined;
  readonly reason: string;
  readonly link: string | undefined;
  readonly until: string;
  /** The first release without the failure, where it is mended. */
  readonly mended?: string;
  /** Whether its link is a public report, which the case names. */
  readonly reported?: boolean;
}

/** An entry of a file with one of its patterns of cells. */
export type OfPattern<Entry extends Expectation | Flaky> = Omit<Entry, "cells"> & { readonly cells: string };

/** An entry for each of its patterns of cells. */
export const byPattern = <Entry extends Expectation | Flaky>(entry: Entry): OfPattern<Entry>[] => [entry.cells].flat().map((cells) => ({ ...entry, cells }));

/** The end of what has none: a release that is out stays as it is. */
const never = "9999-12-31";

/** A file's entry of a steady failure. */
export const knownFailure = (entry: OfPattern<Expectation>): Known => ({
  kind: "failure",
  cells: entry.cells,
  pattern: globPattern(entry.cells),
  cause: entry.cause,
  releases: entry.releases,
  reason: entry.reason,
  link: entry.report ?? entry.link,
  until: entry.until ?? never,
  ...(entry.mended === undefined ? {} : { mended: entry.mended }),
  ...(entry.report === undefined ? {} : { reported: true }),
});

/** What a reader is told of a known failure's end. */
export const endOf = ({ until, mended }: Pick<Known, "until" | "mended">): string => (mended === undefined ? `until ${until}` : `mended in ${mended}`);

/** A file's entry of a flake. */
export const knownFlake = (entry: OfPattern<Flaky>): Known => ({
  kind: "flake",
  cells: entry.cells,
  pattern: globPattern(entry.cells),
  cause: entry.cause,
  releases: undefined,
  reason: entry.reason,
  link: entry.link,
  until: entry.until,
});

/** A cell's verdict held against what is known. Red are all but expected and known-failure. */
export type Standing =
  /** `reported`: a public report says that other releases fail it, or of a pass in spite of it, that this one does. */
  | { readonly is: "expected"; readonly reported?: Known }
  | { readonly is: "known-failure"; readonly known: Known }
  | { readonly is: "unexpected-fail"; readonly expired?: Known; readonly reported?: Known }
  /** `because`: what it passes in spite of. */
  | { readonly is: "unexpected-pass"; readonly because: string; readonly reported?: Known };
