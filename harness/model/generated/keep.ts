// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * Something a registry or this machine provides: a compiler, an engine, a library. Pinned by version and digest.
 */
export type Package = PypiPackage | NpmPackage | GoPackage | CargoPackage | DebianPackage | PathPackage;
/**
 * One step of a build or of a package's assembly. Never a shell line: `run` is an argv whose elements may hold named placeholders.
 */
export type BuildStep = RunStep | CopyStep | LinkStep | WriteStep | ReplaceStep | RemoveStep;
/**
 * This interface was referenced by `KeepManifest`'s JSON-Schema
 * via the `definition` "id".
 */
export type Id = string;
/**
 * This interface was referenced by `KeepManifest`'s JSON-Schema
 * via the `definition` "architecture".
 */
export type Architecture = "x86_64" | "aarch64";

/**
 * harness/keeps/<id>/keep.toml: what is claimed about isolation, the evidence asked for, and by which launchers it is reached.
 */
export interface KeepManifest {
  /**
   * No hyphens: a lane is KEEP:LAUNCHER-ARCHITECTURE.
   */
  id: string;
  name: string;
  about: string;
  /**
   * Whether it claims to hide the workload from its host. Counts only where attestation was verified.
   */
  confidential: boolean;
  /**
   * What its launchers take: emulators, kernels, libraries. For this machine, whatever a lane's architecture is.
   */
  package?: {
    [k: string]: Package;
  };
  /**
   * @minItems 1
   */
  launcher: KeepLauncher[];
  /**
   * Factor on every time limit, where a launcher says no other.
   */
  slowdown?: number;
  /**
   * What the machine must show, whichever launcher.
   */
  evidence?: Probe[];
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
 * This interface was referenced by `KeepManifest`'s JSON-Schema
 * via the `definition` "launcher".
 */
export interface KeepLauncher {
  kind: "host" | "qemu-user" | "qemu" | "snp-vm";
  /**
   * Of the engine; where absent, the machine's own.
   */
  architecture?: "x86_64" | "aarch64";
  /**
   * Words before every command of a lane: a program that runs another one. `{bin.NAME}`, `{package.ID}` and `{manifest}` may stand in them.
   *
   * @minItems 1
   */
  wrap?: string[];
  /**
   * Packages of this manifest that it takes.
   */
  packages?: Id[];
  /**
   * Runtimes that can be brought in; where absent, every one.
   *
   * @minItems 1
   */
  runtimes?: Id[];
  /**
   * What a virtual machine can run on, the best first; the first by which one boots is the lane's.
   *
   * @minItems 1
   */
  accelerators?: Accelerator[];
  /**
   * Factor on every time limit.
   */
  slowdown?: number;
  /**
   * What the machine must show for this launcher.
   */
  evidence?: Probe[];
}
export interface Accelerator {
  name: string;
  slowdown?: number;
}
/**
 * This interface was referenced by `KeepManifest`'s JSON-Schema
 * via the `definition` "probe".
 */
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
