// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * One line of results/releases/<runtime>-<version>/<track>/<machine>.ndjson: what runs of one release in one lane on one machine gave. A header, then cases, artifacts and cells, each sorted. What carries x-measured differs between two runs of the same thing.
 */
export type RecordLine = RecordHeader | RecordCase | RecordArtifact | RecordCell;
/**
 * Text on one line that shows as it stands: nothing in it moves a cursor or reorders text.
 */
export type Text = string;
export type Digest = string;
export type RecordCell = Cell & Cell1;
export type Cell = RecordJudged | RecordInexpressible;
export type RecordVerdict = RecordPass | RecordFail | RecordUnsupported;
export type Cause =
  | "build"
  | "missing-import"
  | "trap"
  | "exit"
  | "stdout"
  | "stderr"
  | "file"
  | "network"
  | "timeout"
  | "silence"
  | "signal"
  | "out-of-memory"
  | "start"
  | "attestation"
  | "nondeterministic";
export type Capability =
  | "args"
  | "env"
  | "exit-status"
  | "exit-code"
  | "stdin"
  | "stdout"
  | "stderr"
  | "clocks"
  | "random"
  | "files.read"
  | "files.write"
  | "files.metadata"
  | "directories"
  | "links"
  | "poll"
  | "sockets.accept"
  | "sockets.connect"
  | "udp"
  | "dns"
  | "tls.accept"
  | "tls.connect"
  | "http.serve"
  | "memory.grow"
  | "exceptions"
  | "traps";

export interface RecordHeader {
  kind: "header";
  format: 1;
  lane: string;
  /**
   * RUNTIME@VERSION
   */
  release: string;
  /**
   * The lane without the version.
   */
  track: string;
  /**
   * Digest of the engine and of the runtime's manifest.
   */
  engine: string;
  machine: RecordMachine;
  harness: Text;
  harnessDigest: Digest;
  run: string;
  /**
   * When the run began.
   */
  day: string;
  /**
   * By which the artifacts were made, sorted by id.
   */
  toolchains: RecordToolchain[];
  /**
   * Workloads whose cells decide whether the lane is trusted.
   */
  trust: string[];
  /**
   * Targets for which it is.
   */
  trusted: string[];
  /**
   * How many cells follow.
   */
  cells: number;
}
export interface RecordMachine {
  id: string;
  os: Text;
  kernel: Text;
  architecture: string;
  cpu: Text;
  cores: number;
  memoryMib: number;
}
export interface RecordToolchain {
  id: string;
  version: Text;
  digest: Digest;
}
export interface RecordCase {
  kind: "case";
  /**
   * WORKLOAD/CASE
   */
  case: string;
  /**
   * Digest of what its cells are held against.
   */
  contract: string;
  /**
   * Streams of which the contract says nothing; all others are compared from release to release.
   */
  free: ("stdout" | "stderr")[];
}
export interface RecordArtifact {
  kind: "artifact";
  /**
   * WORKLOAD,LANGUAGE/TOOLCHAIN.TARGET
   */
  build: string;
  digest: Digest;
  size: number;
}
/**
 * A cell that ran, or whose artifact could not be built.
 */
export interface RecordJudged {
  kind: "cell";
  /**
   * WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET: the cell without its lane, which the header has.
   */
  cell: string;
  state: "judged";
  verdict: RecordVerdict;
  /**
   * Digest of what ran, where that was several programs: what several cases run together differs, and has no artifact line.
   */
  artifact?: string;
  elsewhere?: RecordElsewhere;
  known?: RecordKnown;
  ending?: RecordEnding;
  raw?: RecordRaw;
  stdout?: RecordStream;
  stderr?: RecordStream;
  /**
   * Files that are not as the contract says.
   *
   * @minItems 1
   */
  files?: RecordFile[];
  said?: RecordSaid;
  figures?: RecordFigures;
  /**
   * Failing trials before this one, of a cell that is known to flake.
   */
  flaked?: number;
  from?: RecordFrom;
}
export interface RecordPass {
  is: "pass";
}
export interface RecordFail {
  is: "fail";
  cause: Cause;
  detail: Text;
}
export interface RecordUnsupported {
  is: "unsupported";
  capability: Capability;
  proof: Text;
}
/**
 * By role, where the programs ran that ran in another Keep than the header's lane.
 */
export interface RecordElsewhere {
  [k: string]: RecordPlace;
}
export interface RecordPlace {
  lane: string;
  engine: Digest;
}
/**
 * Why it is known to fail, and until when that holds. It stays a failure.
 */
export interface RecordKnown {
  reason: Text;
  link?: string;
  until: string;
}
export interface RecordEnding {
  how: "exit" | "trap" | "signal" | "start" | "missing-import" | "refused-flag" | "out-of-memory" | "limit" | "vanished";
  code?: number;
  signal?: Text;
  limit?: "time" | "silence" | "memory" | "output" | "processes";
  message?: Text;
}
/**
 * As the system told it, where it is not an exit with the ending's code.
 */
export interface RecordRaw {
  code: number | null;
  signal: Text | null;
}
export interface RecordStream {
  size: number;
  digest: Digest;
}
export interface RecordFile {
  path: Text;
  found: "absent" | "unexpected" | "different";
}
/**
 * What it wrote where nothing is compared: streams that the contract leaves free, and all of a cell that did not pass.
 */
export interface RecordSaid {
  stdout?: RecordStream;
  stderr?: RecordStream;
}
export interface RecordFigures {
  wallMs: number;
  userMs: number | null;
  systemMs: number | null;
  peakKib: number | null;
  /**
   * Absent: none.
   */
  leftProcesses?: number;
  cache: "none" | "cold" | "warm";
}
/**
 * The run that gave this cell, where it is not the header's.
 */
export interface RecordFrom {
  run: string;
  day: string;
  harness: Text;
  harnessDigest: Digest;
}
/**
 * A cell that this lane's host program cannot set up.
 */
export interface RecordInexpressible {
  kind: "cell";
  /**
   * WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET: the cell without its lane, which the header has.
   */
  cell: string;
  state: "inexpressible";
  why: Text;
  from?: RecordFrom;
}
export interface Cell1 {
  kind: "cell";
}
