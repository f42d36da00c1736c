// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "id".
 */
export type Id = string;
/**
 * Something a registry or this machine provides: a compiler, an engine, a library. Pinned by version and digest.
 */
export type Package = PypiPackage | NpmPackage | GoPackage | DebianPackage | PathPackage;
/**
 * One step of a build or of a package's assembly. Never a shell line: `run` is an argv whose elements may hold named placeholders.
 */
export type BuildStep = RunStep | CopyStep | LinkStep | WriteStep | RemoveStep;
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
 * harness/runtimes/<id>/runtime.toml: an engine with its WASI implementation and the host that drives it. It turns a case into a command and never spawns.
 */
export interface RuntimeManifest {
  id: Id;
  name: string;
  homepage?: string;
  /**
   * Packages; the one named engine is pinned anew by each release.
   */
  package: {
    [k: string]: Package;
  };
  /**
   * @minItems 1
   */
  release: ReleaseManifest[];
  /**
   * argv that prints the engine's version.
   *
   * @minItems 1
   */
  version: string[];
  target: {
    [k: string]: RuntimeTarget;
  };
  /**
   * A regular expression whose first group is the version in what `version` prints; where absent, the first version number counts.
   */
  reports?: string;
}
export interface PypiPackage {
  from: "pypi";
  name: string;
  version?: string;
  /**
   * sha256 of each wheel that may be installed, one a platform.
   *
   * @minItems 1
   */
  digests?: string[];
  bin?: Bin;
  env?: Env;
  path?: OnPath;
  /**
   * About how long provisioning takes when cold, in seconds; for the ETA.
   */
  seconds?: number;
}
/**
 * Executables by name; the path inside the provisioned package. `{bin.NAME}` stands for one in argv.
 */
export interface Bin {
  [k: string]: string;
}
/**
 * Environment that programs of this package need; `{package}` stands for its folder.
 */
export interface Env {
  [k: string]: string;
}
/**
 * What already is on PATH is used where its version fits.
 */
export interface OnPath {
  command: string;
  /**
   * Arguments that make the command print its version.
   */
  version: string[];
  /**
   * A semver range.
   */
  range: string;
  /**
   * argv that must exit 0 for the command to count, e.g. one that compiles something; `{manifest}`, `{work}` and `{bin.NAME}` may stand in it.
   *
   * @minItems 1
   */
  check?: string[];
  /**
   * Executables by name; the command's name on PATH.
   */
  bin?: {
    [k: string]: string;
  };
  /**
   * What to type where it is missing.
   */
  hint: string;
  /**
   * Environment that it needs; `{home}` stands for the user's home. A variable that the user has set wins.
   */
  env?: {
    [k: string]: string;
  };
}
export interface NpmPackage {
  from: "npm";
  /**
   * Folder beside the manifest that holds package.json and package-lock.json; the lock pins every digest.
   */
  lock: string;
  bin?: Bin;
  env?: Env;
  path?: OnPath;
  /**
   * About how long provisioning takes when cold, in seconds; for the ETA.
   */
  seconds?: number;
}
export interface GoPackage {
  from: "go";
  /**
   * Import path of the main package.
   */
  name: string;
  module: string;
  version?: string;
  /**
   * The module's h1: checksum, as in go.sum.
   *
   * @minItems 1
   */
  digests?: string[];
  bin?: Bin;
  env?: Env;
  path?: OnPath;
  /**
   * About how long provisioning takes when cold, in seconds; for the ETA.
   */
  seconds?: number;
}
export interface DebianPackage {
  from: "debian";
  /**
   * Package names with the least version that will do; downloaded and unpacked, never installed. The digest is recorded when it is unpacked.
   */
  packages: {
    [k: string]: string;
  };
  bin?: Bin;
  env?: Env;
  path?: OnPath;
  /**
   * About how long provisioning takes when cold, in seconds; for the ETA.
   */
  seconds?: number;
  /**
   * Carried out in the unpacked folder, which `{package}` stands for; its links must be relative, for it is renamed afterwards.
   *
   * @minItems 1
   */
  steps?: BuildStep[];
}
export interface RunStep {
  /**
   * @minItems 1
   */
  run: string[];
  env?: {
    [k: string]: string;
  };
  cwd?: string;
  /**
   * A file: the step is left out where it is not there, such as a port's lock file.
   */
  when?: string;
}
export interface CopyStep {
  /**
   * A file, a folder, or a path whose last part holds `*`.
   */
  copy: string;
  to: string;
}
export interface LinkStep {
  /**
   * What the link points to.
   */
  link: string;
  /**
   * Where the link is made.
   */
  to: string;
}
export interface WriteStep {
  write: string;
  text: string;
  /**
   * Whether the file is a program.
   */
  executable?: boolean;
}
export interface RemoveStep {
  remove: string;
}
export interface PathPackage {
  from: "path";
  bin?: Bin;
  env?: Env;
  path: OnPath;
  /**
   * About how long provisioning takes when cold, in seconds; for the ETA.
   */
  seconds?: number;
}
export interface ReleaseManifest {
  /**
   * The version that it reports itself; absent where whatever is on PATH is used.
   */
  version?: string;
  /**
   * The package's version, where it differs.
   */
  "package-version"?: string;
  /**
   * @minItems 1
   */
  digests?: string[];
  lock?: string;
  /**
   * Whether the quick and full profiles run it.
   */
  current: boolean;
}
/**
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "target".
 */
export interface RuntimeTarget {
  /**
   * argv that turns `{wasm}` into `{prepared}`, once per artifact.
   *
   * @minItems 1
   */
  prepare?: string[];
  /**
   * The command. `{wasm}`, `{args}`, `{env}`, `{directories}`, `{cache}` and `{prepared}` stand for the case's own.
   *
   * @minItems 1
   */
  argv: string[];
  /**
   * How a directory is said: `{host}`, `{guest}`.
   */
  directory?: string[];
  /**
   * How a variable is said: `{name}`, `{value}`.
   */
  variable?: string[];
  /**
   * Whether `{cache}`, a private folder, is the engine's compile cache.
   */
  cache?: boolean;
  /**
   * Environment of the engine's process, never of the guest.
   */
  "process-env"?: {
    [k: string]: string;
  };
  measure?: MeasureCommands;
  claims: Capability[];
  /**
   * Capabilities that the host program cannot pass to a guest, with the reason.
   */
  inexpressible?: Inexpressible[];
  /**
   * How the engine's own endings are told from the guest's; the first rule that fits counts.
   */
  endings?: EndingRule[];
}
/**
 * Commands that only measuring takes; a figure whose command is absent is not given.
 *
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "measure".
 */
export interface MeasureCommands {
  /**
   * argv that compiles `{wasm}` into `{prepared}`, for the time that it takes; where absent, `prepare`.
   *
   * @minItems 1
   */
  compile?: string[];
  /**
   * `argv` with a limit of `{fuel}` units of work, beyond which the engine ends the program with a trap.
   *
   * @minItems 1
   */
  fuel?: string[];
  /**
   * `argv` with a limit of `{bytes}` bytes on each linear memory.
   *
   * @minItems 1
   */
  memory?: string[];
}
export interface Inexpressible {
  capability: Capability;
  /**
   * Releases it holds for, a semver range.
   */
  range?: string;
  why: string;
}
export interface EndingRule {
  exit: number;
  /**
   * A regular expression that the last 4 KiB of standard error must match.
   */
  stderr?: string;
  means: "trap" | "start" | "missing-import" | "refused-flag" | "out-of-memory";
}
