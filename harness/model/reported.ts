import { endOf, type Known } from "./expectation.ts";

/**
 * What a release says of a reported behaviour: it fails as the report has it, or passes where the report does not hold. `returned`: it fails outside
 * of the reported releases. `spared`: it passes though it must fail.
 */
export type ReportSquare = "fails" | "passes" | "returned" | "spared";

/** A public report by one case, over releases. */
export interface ReportRow {
  readonly link: string;
  /** WORKLOAD/CASE. */
  readonly case: string;
  /** Releases that must fail it, a semver range. */
  readonly releases: string;
  /** The first release without the failure; null where none is out. */
  readonly mended: string | null;
  /** By column; null where nothing was judged. */
  readonly squares: readonly (ReportSquare | null)[];
}

/** A report as one line: which releases fail, and what became of it. */
export const reportText = (known: Known): string => `${known.link}: releases ${known.releases ?? "*"} must fail, ${endOf(known)}`;

/** A report's link as people write it: OWNER/REPOSITORY#NUMBER. */
export const shortLink = (link: string): string => link.replace(/^https:\/\/github\.com\/([^/]+\/[^/]+)\/(?:issues|pull)\/(\d+)$/, "$1#$2");
