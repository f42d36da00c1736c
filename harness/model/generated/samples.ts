// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * One line of results/runs/<run>/samples/*.ndjson: a header, facts in order of arrival, a footer. Times are in milliseconds, sizes in bytes.
 */
export type SamplesLine = SamplesHeader | Measured | Sample | Failed | Fuel | LeastMemory | Calibration | SamplesFooter;

export interface SamplesHeader {
  kind: "header";
  format: 1;
  run: string;
  started: string;
  harness: string;
  machine: Machine;
  /**
   * Whether the launcher program ran the trials; without it CPU time and memory are null.
   */
  supervised: boolean;
  filters: string[];
  /**
   * State of the engines' compile caches that was set.
   */
  cache: "cold" | "warm";
  /**
   * Rounds before the first look.
   */
  rounds: number;
  /**
   * How often a comparison may be looked at, each time after twice as many rounds.
   */
  looks: number;
  /**
   * Part by which times must differ to count.
   */
  policy: number;
  seed: number;
  /**
   * Load averages over 1, 5 and 15 minutes.
   *
   * @minItems 3
   * @maxItems 3
   */
  load: number[];
  /**
   * Release that others are held against.
   */
  baseline?: string;
  lanes: SamplesPin[];
  toolchains: SamplesPin[];
}
export interface Machine {
  id: string;
  os: string;
  kernel: string;
  architecture: string;
  cpu: string;
  cores: number;
  memoryMib: number;
  node: string;
}
/**
 * What was used: the version it reported, the digest it is pinned by.
 */
export interface SamplesPin {
  id: string;
  version: string;
  digest: string;
}
/**
 * A program that is measured.
 */
export interface Measured {
  kind: "program";
  /**
   * WORKLOAD,LANGUAGE/TOOLCHAIN.TARGET
   */
  build: string;
  /**
   * Whether it is a program of the machine itself.
   */
  native: boolean;
  digest: string;
  size: number;
}
/**
 * One trial whose output was as the contract says. Times are in milliseconds.
 */
export interface Sample {
  kind: "sample";
  round: number;
  /**
   * WORKLOAD/CASE: what is measured in the same rounds.
   */
  group: string;
  /**
   * The cell; its lane is native@host where the program is one of the machine itself.
   */
  cell: string;
  /**
   * compile: the engine prepares the artifact; total: the whole process of a case.
   */
  phase: "compile" | "total";
  /**
   * State of the engine's compile cache when the trial began.
   */
  cache: "none" | "cold" | "warm";
  wallMs: number;
  userMs: number | null;
  systemMs: number | null;
  peakKib: number | null;
  /**
   * What the program measured itself.
   */
  guestMs?: number;
}
/**
 * What could not be measured; nothing more of it is tried.
 */
export interface Failed {
  kind: "failure";
  /**
   * 0: before the first.
   */
  round: number;
  /**
   * WORKLOAD/CASE: what is measured in the same rounds.
   */
  group: string;
  /**
   * The cell; its lane is native@host where the program is one of the machine itself.
   */
  cell: string;
  phase: "compile" | "total" | "fuel" | "memory";
  detail: string;
}
/**
 * Units of work of a case, exactly: the least limit of fuel that suffices.
 */
export interface Fuel {
  kind: "count";
  /**
   * WORKLOAD/CASE: what is measured in the same rounds.
   */
  group: string;
  /**
   * The cell; its lane is native@host where the program is one of the machine itself.
   */
  cell: string;
  fuel: number;
  /**
   * Whether it was the same when tried again; where it was not, it is an example and no count.
   */
  steady: boolean;
}
/**
 * The least limit on linear memory at which a case passes, in bytes, to a page of 64 KiB.
 */
export interface LeastMemory {
  kind: "least";
  /**
   * WORKLOAD/CASE: what is measured in the same rounds.
   */
  group: string;
  /**
   * The cell; its lane is native@host where the program is one of the machine itself.
   */
  cell: string;
  bytes: number;
  steady: boolean;
}
/**
 * The same loop of the harness, timed between rounds: where it drifts, the machine does.
 */
export interface Calibration {
  kind: "calibration";
  round: number;
  wallMs: number;
  cpuMs: number;
}
export interface SamplesFooter {
  kind: "footer";
  finished: string;
  interrupted: boolean;
  /**
   * Load averages over 1, 5 and 15 minutes.
   *
   * @minItems 3
   * @maxItems 3
   */
  load: number[];
}
