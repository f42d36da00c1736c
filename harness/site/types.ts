import type { CellRecord } from "../judge/fold.ts";
import type { CapabilityTable } from "../model/capabilities.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Artifact, Unavailable } from "../model/generated/journal.ts";
import type { BenchReport } from "../model/speed.ts";
import type { Blame } from "../model/words.ts";
import type { CoverageRecord } from "../record/coverage.ts";
import type { FaultsText } from "../record/faults.ts";

/** Where cells are from: a worker of a run in one lane, or a published record. */
export interface Source {
  readonly kind: "run" | "published";
  /** The run, whoever published it. */
  readonly run: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly lane: string;
  /** Digest of the lane: its engine, commands and claims. */
  readonly engine: string;
  readonly machine: string;
  readonly harness: string;
  /** Versions and digests by LANGUAGE/TOOLCHAIN. */
  readonly toolchains: Readonly<Record<string, { readonly version: string; readonly digest: string }>>;
}

/** A cell as the site takes it: facts, no words. */
export interface SiteCell extends Omit<CellRecord, "worker"> {
  readonly code: string;
  readonly blame: Blame | undefined;
  /** Whether `gatehouse repro` takes it. */
  readonly portable: boolean;
  /** Index of its source; undefined where nobody answered it. */
  readonly source: number | undefined;
  /** What earlier sources said of it: index of the source, and the code. */
  readonly earlier: readonly (readonly [source: number, code: string])[];
}

/** All that a site is made of, as plain data. */
export interface SiteData {
  readonly catalog: Catalog;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly harness: string;
  readonly sources: readonly Source[];
  readonly cells: readonly SiteCell[];
  /** By digest; only of a run. */
  readonly artifacts: ReadonlyMap<string, Artifact>;
  /** Bytes by digest, also of what is published. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly unavailable: readonly Unavailable[];
  readonly capabilities: readonly CapabilityTable[];
  /** A run that has not come to its end. */
  readonly unfinished: { readonly run: string; readonly is: "running" | "stopped"; readonly done: number; readonly planned: number } | undefined;
  /** The calls of cells that were run again for it, by cell: a line each, as they may be shown. */
  readonly traces: ReadonlyMap<string, readonly string[]>;
  /** What a program wrote, as far as the run kept it. */
  readonly said: (cell: SiteCell, stream: "stdout" | "stderr") => string | undefined;
}

/** A file of a site: its path, and its text. */
export type SiteFile = readonly [path: string, text: string];

/** One published set of measurements. */
export interface MeasuredSet {
  readonly name: string;
  readonly report: BenchReport;
  /** Files of its samples, by path inside the site. */
  readonly samples: readonly string[];
}

/** Records about the suite, and of times: each is absent where nothing is published. */
export interface Worth {
  readonly coverage: CoverageRecord | undefined;
  readonly faults: FaultsText | undefined;
  readonly sets: readonly MeasuredSet[];
  /** Every sample, as it is published. */
  readonly samples: readonly SiteFile[];
}
