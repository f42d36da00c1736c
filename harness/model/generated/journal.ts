// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * One line of results/runs/<run>/journal.ndjson. A journal is a header, its workers, the plan, facts in order of arrival, and a footer. Times are in milliseconds, sizes in bytes.
 */
export type JournalLine = Header | Worker | Planned | CaseLine | Unavailable | ArtifactRow | Row | Resumed | Footer;
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
/**
 * A number: this code. `nonzero`: a code other than zero. `trap`: a WebAssembly trap. `failure`: a code other than zero or a trap. `killed`: the signal that a step sent.
 */
export type ExitContract = number | ("nonzero" | "trap" | "failure" | "killed");
export type HeldStream = ExactStream | FreshStream | NowStream | PerEngineStream | FreeStream;
export type Digest = string;
/**
 * One planned cell, answered.
 */
export type Row = Row1 & Row2;
export type Row1 = RanRow | UnbuiltRow | UnpreparedRow | BrokenRow | InexpressibleRow;
export type Verdict = Pass | Fail | Unsupported | Broken;

export interface Header {
  kind: "header";
  format: 2;
  run: string;
  started: string;
  harness: string;
  /**
   * Digest of the harness's own sources.
   */
  harnessDigest: string;
  profile: "quick" | "full" | "deep";
  filters: string[];
  /**
   * How many cells are planned.
   */
  cells: number;
  /**
   * Workloads whose cells decide whether a lane is trusted.
   */
  trust: string[];
  /**
   * Digest of the agenda: cells, contracts, sources. It is the same on each machine; shards of one agenda can be merged.
   */
  agenda: string;
  /**
   * Which part of the agenda this journal holds, INDEX/COUNT; absent: the whole.
   */
  shard?: string;
}
/**
 * A machine that answers cells, with what it offers. Rows name it.
 */
export interface Worker {
  kind: "worker";
  /**
   * Its name in this run.
   */
  id: string;
  machine: Machine;
  jobs: number;
  /**
   * Whether the launcher program ran the cells; without it CPU and memory are null.
   */
  supervised: boolean;
  toolchains: Pin[];
  lanes: LanePin[];
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
  /**
   * By target: the capabilities that the lane claims. Only what it does not claim can be unsupported.
   */
  claims: {
    [k: string]: Capability[];
  };
}
export interface Planned {
  kind: "planned";
  /**
   * @minItems 1
   */
  cells: string[];
}
/**
 * What the cells of one case are held against, once; part of the plan. A verdict follows from this line, the lane's claims and the observation.
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
   * Capabilities that the case takes.
   */
  needs: Capability[];
  mustFail?: Cause;
  /**
   * By role, the first role first: how the program must end, and what its streams must hold.
   */
  held: {
    [k: string]: Held;
  };
}
export interface Held {
  exit: ExitContract;
  stdout: HeldStream;
  stderr: HeldStream;
}
export interface ExactStream {
  match: "exact";
  digest: Digest;
}
export interface FreshStream {
  match: "fresh";
  /**
   * Bytes that each of two runs must write, others in each.
   */
  size: number;
}
export interface NowStream {
  match: "now";
  /**
   * Seconds by which the time may be off.
   */
  within: number;
}
export interface PerEngineStream {
  match: "per-engine";
}
export interface FreeStream {
  match: "free";
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
  /**
   * The worker that tells it.
   */
  worker: string;
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
  /**
   * The worker that tells it.
   */
  worker: string;
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
 * One planned cell that ran: the facts, and the verdict that the worker's judge gave. The verdict counts only as a hint: whoever reads the row judges the facts.
 */
export interface RanRow {
  kind: "row";
  cell: string;
  /**
   * The worker that tells it.
   */
  worker: string;
  state: "ran";
  artifact: Digest;
  observation: Observation;
  verdict: Verdict;
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
   * Trials before the one that counts: those that failed, of a cell that is known to flake; or the first, where a repeated cell differed from it.
   *
   * @minItems 1
   */
  earlier?: Observation[];
  trials?: Trials;
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
  /**
   * Of a dialogue of several programs: the role that these facts are of, the first that was started.
   */
  role?: string;
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
 * Where a cell was repeated: how often, and the CPU time of all its trials. The observation is the last one's, or the first that differed.
 */
export interface Trials {
  count: number;
  cpuMs: number | null;
}
/**
 * One planned cell whose artifact could not be built: the artifact line of its build tells why.
 */
export interface UnbuiltRow {
  kind: "row";
  cell: string;
  /**
   * The worker that tells it.
   */
  worker: string;
  state: "unbuilt";
  /**
   * By role, the lane of each program that ran in another Keep than the cell's.
   */
  elsewhere?: {
    [k: string]: string;
  };
  /**
   * WORKLOAD[:ROLE],LANGUAGE/TOOLCHAIN.TARGET
   */
  build: string;
}
/**
 * One planned cell whose artifact the engine could not prepare.
 */
export interface UnpreparedRow {
  kind: "row";
  cell: string;
  /**
   * The worker that tells it.
   */
  worker: string;
  state: "unprepared";
  /**
   * By role, the lane of each program that ran in another Keep than the cell's.
   */
  elsewhere?: {
    [k: string]: string;
  };
  artifact: Digest;
  detail: string;
}
/**
 * One planned cell at which the harness broke.
 */
export interface BrokenRow {
  kind: "row";
  cell: string;
  /**
   * The worker that tells it.
   */
  worker: string;
  state: "broken";
  /**
   * By role, the lane of each program that ran in another Keep than the cell's.
   */
  elsewhere?: {
    [k: string]: string;
  };
  stage: "provision" | "build" | "prepare" | "sandbox" | "launch" | "judge";
  detail: string;
}
/**
 * One planned cell that this lane's host program cannot set up.
 */
export interface InexpressibleRow {
  kind: "row";
  cell: string;
  /**
   * The worker that tells it.
   */
  worker: string;
  state: "inexpressible";
  /**
   * By role, the lane of each program that ran in another Keep than the cell's.
   */
  elsewhere?: {
    [k: string]: string;
  };
  why: string;
}
export interface Row2 {
  kind: "row";
  cell: string;
  worker: string;
  state: string;
}
/**
 * The run went on here after it had been killed or interrupted.
 */
export interface Resumed {
  kind: "resumed";
  at: string;
  /**
   * The worker that tells it.
   */
  worker?: string;
}
export interface Footer {
  kind: "footer";
  finished: string;
  rows: number;
  interrupted: boolean;
}
