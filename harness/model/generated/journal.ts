// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * One line of results/runs/<run>/journal.ndjson. A journal is a header, the plan, facts in order of arrival, and a footer. Times are in milliseconds, sizes in bytes.
 */
export type JournalLine = Header | Planned | CaseLine | Unavailable | ArtifactRow | Row | Resumed | Footer;
export type Digest = string;
/**
 * One planned cell, answered.
 */
export type Row = Row1 & Row2;
export type Row1 = JudgedRow | InexpressibleRow;
export type Verdict = Pass | Fail | Unsupported | Broken;
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

export interface Header {
  kind: "header";
  format: 1;
  run: string;
  started: string;
  harness: string;
  /**
   * Digest of the harness's own sources; absent in journals from before it was kept.
   */
  harnessDigest?: string;
  machine: Machine;
  profile: "quick" | "full" | "deep";
  filters: string[];
  jobs: number;
  /**
   * Whether the launcher program ran the cells; without it CPU and memory are null.
   */
  supervised: boolean;
  /**
   * How many cells are planned.
   */
  cells: number;
  toolchains: Pin[];
  lanes: LanePin[];
  /**
   * Workloads whose cells decide whether a lane is trusted.
   */
  trust: string[];
  /**
   * Digest of all that the cells follow from: their names, workloads, languages, runtimes, toolchains, lanes. A run is resumed only where it is the same.
   */
  plan: string;
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
export interface Pin {
  id: string;
  version: string;
  digest: string;
}
export interface LanePin {
  id: string;
  version: string;
  digest: string;
  /**
   * Why what its Keep claims is not proven; none of its cells counts.
   */
  unattested?: string;
}
export interface Planned {
  kind: "planned";
  /**
   * @minItems 1
   */
  cells: string[];
}
/**
 * What the cells of one case are held against, once; part of the plan.
 */
export interface CaseLine {
  kind: "case";
  /**
   * WORKLOAD/CASE
   */
  case: string;
  /**
   * Digest of the case with all defaults and of every byte that it names.
   */
  contract: string;
  /**
   * Streams of which the contract says nothing.
   */
  free: ("stdout" | "stderr")[];
}
/**
 * A toolchain or a lane that this machine lacks, once.
 */
export interface Unavailable {
  kind: "unavailable";
  what: "toolchain" | "lane";
  id: string;
  /**
   * @minItems 1
   */
  evidence: Evidence[];
}
export interface Evidence {
  name: string;
  pass: boolean;
  info?: string;
  hint: string;
}
export interface ArtifactRow {
  kind: "artifact";
  /**
   * WORKLOAD,LANGUAGE/TOOLCHAIN.TARGET
   */
  build: string;
  key: Digest;
  /**
   * Whether an earlier build of the same key served.
   */
  reused: boolean;
  milliseconds: number;
  outcome: Artifact | BuildFailure;
}
export interface Artifact {
  state: "built";
  digest: Digest;
  size: number;
  imports: string[];
  exports: string[];
  producers: string[];
  /**
   * What its code takes of an engine beyond the first release of WebAssembly, as its compiler says.
   */
  features?: string[];
}
export interface BuildFailure {
  state: "failed";
  /**
   * compile: the compiler refused the source; build: the harness or a tool broke.
   */
  stage: "compile" | "build";
  message: string;
  command: string[];
}
/**
 * One planned cell that ran, or whose artifact could not be built, with the verdict on it.
 */
export interface JudgedRow {
  kind: "row";
  cell: string;
  state: "judged";
  verdict: Verdict;
  artifact?: Digest;
  observation?: Observation;
  /**
   * By role, the lane of each program that ran in another Keep than the cell's.
   */
  elsewhere?: {
    [k: string]: string;
  };
  /**
   * The run that this row is taken from: nothing that it follows from has changed since.
   */
  reused?: string;
  /**
   * Failing trials before this one, of a cell that is known to flake.
   */
  flaked?: number;
  trials?: Trials;
}
export interface Pass {
  is: "pass";
}
export interface Fail {
  is: "fail";
  cause: Cause;
  detail: string;
}
export interface Unsupported {
  is: "unsupported";
  capability: Capability;
  proof: string;
}
export interface Broken {
  is: "broken";
  stage: "provision" | "build" | "prepare" | "sandbox" | "launch" | "judge";
  detail: string;
}
/**
 * Facts of one trial, without opinion.
 */
export interface Observation {
  argv: string[];
  raw: RawExit;
  ending: Ending;
  stdout: StreamFact;
  stderr: StreamFact;
  /**
   * Files that are not as the contract says.
   */
  files: FileFact[];
  wallMs: number;
  userMs: number | null;
  systemMs: number | null;
  peakKib: number | null;
  /**
   * Descendants still there when the program had ended.
   */
  leftProcesses: number;
  /**
   * State of the engine's compile cache when the trial began.
   */
  cache: "none" | "cold" | "warm";
  /**
   * Of a dialogue: what each step saw, up to the first that failed.
   */
  steps?: StepFact[];
  /**
   * Of a dialogue of several programs: the other roles.
   */
  roles?: {
    [k: string]: Observation;
  };
  /**
   * Whether the harness ended it, since a step had failed.
   */
  cut?: boolean;
  /**
   * Addresses at which something still listened when all programs had ended.
   */
  leftPorts?: string[];
}
export interface RawExit {
  code: number | null;
  signal: string | null;
}
/**
 * How the program ended, once what engines disagree on is evened out.
 */
export interface Ending {
  how: "exit" | "trap" | "signal" | "start" | "missing-import" | "refused-flag" | "out-of-memory" | "limit" | "vanished";
  code?: number;
  signal?: string;
  limit?: "time" | "silence" | "memory" | "output" | "processes";
  message?: string;
}
export interface StreamFact {
  size: number;
  digest: Digest;
  /**
   * Whether blobs/<digest> holds its first 64 KiB.
   */
  blob?: boolean;
  /**
   * The first byte that is not as the contract says; the shorter length where one is cut off.
   */
  differsAt?: number;
  /**
   * Where the contract wants other bytes in each run: the digest of this stream in the other of the two runs.
   */
  other?: string;
  /**
   * Where the contract wants the time: how far from the span of the run, by this machine's clock, in milliseconds, negative where it is behind; absent where it is no time.
   */
  offMs?: number;
}
export interface FileFact {
  path: string;
  found: "absent" | "unexpected" | "different";
}
export interface StepFact {
  /**
   * Its number, from 1, and what it does.
   */
  step: string;
  ms: number;
  /**
   * How much it moved.
   */
  bytes?: number;
  /**
   * Of what came in.
   */
  digest?: string;
  /**
   * What was sent to a program.
   */
  signal?: string;
  failure?: StepFailure;
}
export interface StepFailure {
  how: "differs" | "closed" | "reset" | "refused" | "accepted" | "silent" | "not-listening" | "not-ended" | "ended" | "harness";
  /**
   * The stream it is about; where absent, the network.
   */
  stream?: "stdin" | "stdout" | "stderr";
  detail: string;
  /**
   * The first byte that is not as expected.
   */
  differsAt?: number;
}
/**
 * Where a cell was repeated: how often, and the CPU time of all its trials. The observation is the last one's, or the first that differed.
 */
export interface Trials {
  count: number;
  cpuMs: number | null;
}
/**
 * One planned cell that this lane's host program cannot set up.
 */
export interface InexpressibleRow {
  kind: "row";
  cell: string;
  state: "inexpressible";
  why: string;
}
export interface Row2 {
  kind: "row";
}
/**
 * The run went on here after it had been killed or interrupted.
 */
export interface Resumed {
  kind: "resumed";
  at: string;
}
export interface Footer {
  kind: "footer";
  finished: string;
  rows: number;
  interrupted: boolean;
}
