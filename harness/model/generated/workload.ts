// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "id".
 */
export type Id = string;
/**
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "capability".
 */
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
/**
 * Bytes, said in one of four ways.
 *
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "content".
 */
export type Content = TextContent | HexContent | FileContent | RandomContent;
/**
 * ROLE:NAME of a socket.
 *
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "place".
 */
export type Place = string;
/**
 * A number: this code. `nonzero`: a code other than zero. `trap`: a WebAssembly trap. `failure`: a code other than zero or a trap. `killed`: the signal that a step sent.
 *
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "exit".
 */
export type ExitContract = number | ("nonzero" | "trap" | "failure" | "killed");
/**
 * What a stream must hold, whole. `exact`: these bytes, in every lane; `per-engine`: compared with this engine's own baseline; `fresh`: so many bytes, others in each run; `now`: the time; `free`: anything.
 *
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "stream".
 */
export type StreamContract = ExactStream | FreshStream | TimeStream | OpenStream;
/**
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "exactStream".
 */
export type ExactStream = ExactStream1 & ExactStream2;
export type ExactStream1 = {
  [k: string]: unknown;
};
/**
 * What the harness does, in order. Without steps: run every role, wait for every role.
 *
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "step".
 */
export type Step =
  | RunRole
  | WriteStdin
  | ReadStream
  | WaitRole
  | Kill
  | Sleep
  | Connect
  | Accept
  | Refused
  | Send
  | Receive
  | Rounds
  | End
  | Shutdown
  | Reset
  | ResetBy
  | Request;
/**
 * A connection, or several at once.
 *
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "names".
 */
export type Names = Id | Id[];
/**
 * Bytes, said in one of four ways.
 */
export type Content1 = TextContent | HexContent | FileContent | RandomContent;

/**
 * workloads/<id>/workload.toml: a behaviour contract in cases.
 */
export interface WorkloadManifest {
  id: Id;
  title: string;
  /**
   * probe: one capability; application: what people deploy; benchmark: figures; trust: what every lane must show before its other cells count.
   */
  kind: "probe" | "application" | "benchmark" | "trust";
  /**
   * What a program of this workload must do, for whoever writes a port.
   */
  about: string;
  /**
   * The programs of the workload; where absent there is one, main.
   *
   * @minItems 1
   */
  roles?: Id[];
  /**
   * Modules that ports get, each in the languages that have a module of that name.
   *
   * @minItems 1
   */
  uses?: Id[];
  /**
   * Languages that cannot express this workload, each with a reason and a link.
   */
  cannot?: CannotPort[];
  /**
   * @minItems 1
   */
  case: CaseManifest[];
}
export interface CannotPort {
  language: Id;
  why: string;
  link: string;
}
/**
 * One behaviour. The properties of a program stand here directly where the workload has the one role main, else under programs.
 *
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "case".
 */
export interface CaseManifest {
  id: Id;
  title?: string;
  needs: Capability[];
  /**
   * Targets that the case has a meaning for; where absent, all.
   *
   * @minItems 1
   */
  targets?: string[];
  /**
   * Time limit, in seconds, before a Keep's slowdown.
   */
  seconds?: number;
  /**
   * Limit on time without output, in seconds; where absent only the total counts.
   */
  "silence-seconds"?: number;
  "memory-mib"?: number;
  "output-mib"?: number;
  processes?: number;
  args?: string[];
  env?: {
    [k: string]: string;
  };
  stdin?: Content;
  directories?: Directory[];
  sockets?: Socket[];
  expect?: Expectations;
  programs?: {
    [k: string]: ProgramContract;
  };
  /**
   * @minItems 1
   */
  steps?: Step[];
  /**
   * A benchmark's case that measures itself: a regular expression whose first group, in the first 4 KiB of standard error, is a number of milliseconds.
   */
  "guest-time"?: string;
  /**
   * Whether `gatehouse bench` measures the case, as it does every case of a benchmark.
   */
  bench?: boolean;
  /**
   * Only in trust workloads: the program breaks its contract on purpose, and the cell passes only where it is reported as failing by this cause.
   */
  "must-fail"?: "trap" | "exit" | "stdout";
  /**
   * While the case runs, somebody else's server listens on 127.0.0.1:47474, which the program must not reach.
   */
  neighbour?: boolean;
}
export interface TextContent {
  text: string;
}
export interface HexContent {
  hex: string;
}
export interface FileContent {
  /**
   * A path inside the workload's folder.
   */
  file: string;
}
export interface RandomContent {
  /**
   * This many bytes from a seeded generator; the same in every run.
   */
  random: number;
  seed?: number;
}
/**
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "directory".
 */
export interface Directory {
  /**
   * The name that the guest sees, e.g. `/` or `/data`.
   */
  guest: string;
  /**
   * A folder inside the workload's folder that is copied in.
   */
  fixture?: string;
}
/**
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "socket".
 */
export interface Socket {
  name: Id;
  kind: "listen" | "connect";
  protocol?: "tcp" | "udp" | "tls" | "http";
  /**
   * For connect: ROLE:NAME of a listening socket; `harness`: the harness listens there; `nobody`: nobody does.
   */
  to?: Place | ("harness" | "nobody");
}
/**
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "expect".
 */
export interface Expectations {
  exit: ExitContract;
  stdout?: StreamContract;
  stderr?: StreamContract;
  /**
   * Files after the run, by guest path, where they differ from what was there before. Any other difference is a failure.
   */
  files?: {
    [k: string]: Content | AbsentFile;
  };
}
export interface ExactStream2 {
  match: "exact";
  text?: string;
  hex?: string;
  /**
   * A path inside the workload's folder.
   */
  file?: string;
  /**
   * This many bytes from a seeded generator; the same in every run.
   */
  random?: number;
  seed?: number;
  /**
   * The same bytes as standard input.
   */
  stdin?: true;
}
/**
 * The program is run twice, each time in a sandbox of its own: both times it must write so many bytes, and not the same ones.
 *
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "freshStream".
 */
export interface FreshStream {
  match: "fresh";
  /**
   * Bytes; with fewer, two runs might agree by chance.
   */
  size: number;
}
/**
 * The time at which the program ran: milliseconds since 1970 in UTC as a decimal number, and a line end.
 *
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "timeStream".
 */
export interface TimeStream {
  match: "now";
  /**
   * Seconds that it may be off this machine's clock.
   */
  within: number;
}
/**
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "openStream".
 */
export interface OpenStream {
  match: "per-engine" | "free";
}
export interface AbsentFile {
  absent: true;
}
/**
 * This interface was referenced by `WorkloadManifest`'s JSON-Schema
 * via the `definition` "program".
 */
export interface ProgramContract {
  args?: string[];
  env?: {
    [k: string]: string;
  };
  stdin?: Content;
  directories?: Directory[];
  sockets?: Socket[];
  /**
   * The Keep that this program of a case runs in, where that is not the cell's.
   */
  keep?: string;
  expect?: Expectations;
}
export interface RunRole {
  /**
   * Start the program of this role and wait until it is ready.
   */
  run: string;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface WriteStdin {
  write: Id;
  content?: Content;
  /**
   * Close the stream afterwards.
   */
  end?: boolean;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface ReadStream {
  read: Id;
  from: "stdout" | "stderr";
  content: Content;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface WaitRole {
  wait: Id;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface Kill {
  kill: Id;
  signal?: "SIGTERM" | "SIGKILL" | "SIGINT";
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface Sleep {
  /**
   * Seconds.
   */
  sleep: number;
}
export interface Connect {
  connect: Names;
  to: Place;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface Accept {
  accept: Id;
  /**
   * ROLE:NAME of a socket.
   */
  at: string;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface Refused {
  /**
   * ROLE:NAME of a socket.
   */
  refused: string;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface Send {
  send: Names;
  content: Content;
  /**
   * Bytes a second, at most.
   */
  rate?: number;
  /**
   * Whether the next steps go on while this is sent.
   */
  meanwhile?: boolean;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface Receive {
  recv: Names;
  content: Content;
  /**
   * Bytes a second, at most.
   */
  rate?: number;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface Rounds {
  rounds: Names;
  /**
   * How often.
   */
  times: number;
  content: Content;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface End {
  /**
   * A connection, or several at once.
   */
  end: Id | Id[];
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface Shutdown {
  shutdown: Names;
  half?: "write" | "both";
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface Reset {
  /**
   * A connection, or several at once.
   */
  reset: Id | Id[];
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface ResetBy {
  /**
   * A connection, or several at once.
   */
  "reset-by": Id | Id[];
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
export interface Request {
  /**
   * An HTTP method.
   */
  request: string;
  to: Place;
  /**
   * Requests with the same name share one connection, which must be kept alive between them.
   */
  via?: string;
  path?: string;
  headers?: {
    [k: string]: string;
  };
  body?: Content;
  status: number;
  /**
   * Headers that the response must have, with these values.
   */
  "response-headers"?: {
    [k: string]: string;
  };
  response?: Content1;
  /**
   * Limit of this step, in seconds, before a Keep's slowdown; default 30.
   */
  seconds?: number;
}
