// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "id".
 */
export type Id = string;
/**
 * Something a registry or this machine provides: a compiler, an engine, a library. Pinned by version and digest.
 */
export type Package = PypiPackage | NpmPackage | GoPackage | CargoPackage | DebianPackage | PathPackage;
/**
 * One step of a build or of a package's assembly. Never a shell line: `run` is an argv whose elements may hold named placeholders.
 */
export type BuildStep = RunStep | CopyStep | LinkStep | WriteStep | ReplaceStep | RemoveStep;
/**
 * A command: words as above, and at least one.
 *
 * @minItems 1
 *
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "argv".
 */
export type Argv = (string | Alternative)[];
/**
 * Words of a command; or alternatives, of which the first counts whose range holds for a release.
 *
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "words".
 */
export type Words = (string | Alternative)[];
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
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "script".
 */
export type Script = string;

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
  version: Argv;
  /**
   * For which its packages can be had where that is not the machine's own.
   *
   * @minItems 1
   */
  architectures?: ("x86_64" | "aarch64")[];
  /**
   * Other ways that the engine runs a program: `{variant}` in argv stands for their words.
   */
  variant?: {
    [k: string]: Variant;
  };
  /**
   * Keeps that it makes itself, as a process of the host: `{keep}` in argv stands for their words.
   */
  keep?: {
    [k: string]: OwnKeep;
  };
  platform?: Argv;
  /**
   * A script beside this file. It exports a pure function by default, which makes evidence of what `platform` printed.
   */
  "platform-script"?: string;
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
   * An environment variable that may name the program by its absolute path; it wins over PATH.
   */
  "named-by"?: string;
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
export interface CargoPackage {
  from: "cargo";
  /**
   * The crate's name.
   */
  name: string;
  version?: string;
  /**
   * sha256 of the crate's file, as a lock file writes it.
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
  /**
   * Packages of the same manifest that build it, such as a compiler; `{package.ID}` and `{bin.NAME}` of them may stand in its steps. They are got only where it has to be built.
   *
   * @minItems 1
   */
  takes: string[];
  /**
   * Build it: its sources lie in `{package}/source`, all that its own lock file pins in `{package}/vendor`, and `{package}/vendor.toml` tells cargo so. No step reaches a registry.
   *
   * @minItems 1
   */
  steps: BuildStep[];
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
export interface ReplaceStep {
  /**
   * A text file.
   */
  replace: string;
  /**
   * Text that must stand there.
   */
  old: string;
  new: string;
  /**
   * How often it must stand there, no more and no less.
   */
  times?: number;
}
export interface RemoveStep {
  remove: string;
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
/**
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "alternative".
 */
export interface Alternative {
  /**
   * The words.
   */
  argv: string[];
  /**
   * Releases it holds for, a semver range; where absent, all.
   */
  range?: string;
}
/**
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "variant".
 */
export interface Variant {
  about: string;
  argv: Argv;
  /**
   * Releases it holds for, a semver range; where absent, all.
   */
  range?: string;
  /**
   * Targets it holds for; where absent, all.
   *
   * @minItems 1
   */
  targets?: string[];
  /**
   * Where it is tried, as KEEP:LAUNCHER; where absent, everywhere.
   *
   * @minItems 1
   */
  in?: string[];
}
/**
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "ownKeep".
 */
export interface OwnKeep {
  argv: Words;
  /**
   * Its name in what `platform` prints: all that stands there must pass.
   */
  backend?: string;
  /**
   * Releases it holds for, a semver range; where absent, all.
   */
  range?: string;
  /**
   * What the machine must show besides the Keep's own evidence.
   */
  evidence?: Probe[];
}
export interface Probe {
  name: string;
  /**
   * The machine's own.
   */
  architecture?: "x86_64" | "aarch64";
  /**
   * A device node that must be readable and writable.
   */
  device?: string;
  /**
   * A flag that the processor must report.
   */
  "cpu-flag"?: string;
  /**
   * A file that must be there, and hold `holds` where that is said.
   */
  file?: string;
  /**
   * argv of a program whose output must hold `holds`; found on PATH, or `{bin.NAME}`.
   *
   * @minItems 1
   */
  command?: string[];
  /**
   * A regular expression.
   */
  holds?: string;
  /**
   * What to do where the evidence is missing.
   */
  hint: string;
}
/**
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "target".
 */
export interface RuntimeTarget {
  mode: Modes;
  /**
   * The command is a Node script: its process may be started ahead, with these modules loaded.
   */
  standby?: string[];
  directory?: Words;
  variable?: Words;
  /**
   * How a case's sockets are given to a guest: the first whose range holds counts.
   *
   * @minItems 1
   */
  sockets?: SocketPassing[];
  "config-file"?: ConfigFile;
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
  claims: (Capability | RangedClaim)[];
  /**
   * Capabilities that the host program cannot pass to a guest, with the reason.
   */
  inexpressible?: Inexpressible[];
  /**
   * How the engine's own endings are told from the guest's; the first rule that fits counts.
   */
  endings?: EndingRule[];
  /**
   * What the engine itself writes at the beginning or at the end of standard error; it is taken away before the guest's is compared.
   */
  notices?: Notice[];
}
/**
 * The commands by what they are for: `run` and `serve` a program, `prepare` or `compile` an artifact, `run` it with a limit on `fuel` or `memory`, or with a `trace` of its calls to the host.
 *
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "modes".
 */
export interface Modes {
  run: Argv;
  serve?: Argv;
  prepare?: Argv;
  compile?: Argv;
  fuel?: Argv;
  memory?: Argv;
  trace?: Argv;
}
/**
 * How a case's sockets are given to a guest; `{sockets}` in argv stands for their words.
 *
 * This interface was referenced by `RuntimeManifest`'s JSON-Schema
 * via the `definition` "socketPassing".
 */
export interface SocketPassing {
  /**
   * `descriptors`: listening sockets are preopened, FD_COUNT and FD_NAMES tell which; `addresses`: the guest opens them itself, LISTEN_NAME and CONNECT_NAME tell where.
   */
  as: "descriptors" | "addresses";
  /**
   * Words said once, where a case has sockets.
   */
  always?: string[];
  /**
   * How one preopened listening socket is said: `{address}`.
   */
  listen?: string[];
  /**
   * Whether preopened directories take descriptors before the sockets or after them.
   */
  directories?: "before" | "after";
  /**
   * How an engine that listens before its guest does is told the file to which it writes where its guest listens: `{file}`.
   *
   * @minItems 1
   */
  listening?: string[];
  /**
   * Whether the engine itself gives the guest FD_COUNT and FD_NAMES; default false: they are among its variables.
   */
  named?: boolean;
  /**
   * Releases it holds for, a semver range; where absent, all.
   */
  range?: string;
}
/**
 * A file that says the case's arguments, environment, streams and preopened sockets; `{config}` in argv stands for it.
 */
export interface ConfigFile {
  /**
   * A script beside this file. It exports a pure function by default, which writes the file's text.
   */
  script: string;
  /**
   * What people call the file.
   */
  name: string;
}
export interface RangedClaim {
  capability: Capability;
  /**
   * Releases it holds for, a semver range.
   */
  range: string;
}
export interface Inexpressible {
  capability: Capability;
  /**
   * Releases it holds for, a semver range; where absent, all.
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
  means: "exit" | "trap" | "start" | "missing-import" | "refused-flag" | "out-of-memory";
  /**
   * Releases it holds for, a semver range; where absent, all.
   */
  range?: string;
}
export interface Notice {
  /**
   * A regular expression, matched at the very beginning or up to the very end.
   */
  stderr: string;
  /**
   * Where it stands; default start.
   */
  at?: "start" | "end";
  /**
   * Releases it holds for, a semver range; where absent, all.
   */
  range?: string;
}
