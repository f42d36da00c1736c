// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * This interface was referenced by `LanguageManifest`'s JSON-Schema
 * via the `definition` "id".
 */
export type Id = string;
/**
 * This interface was referenced by `LanguageManifest`'s JSON-Schema
 * via the `definition` "extension".
 */
export type Extension = string;
/**
 * argv that changes nothing, and fails or prints something where a file is not formatted. {files} stands for the files; where it is absent, one file is read from standard input.
 *
 * @minItems 1
 */
export type Words = string[];
/**
 * argv that formats {files}.
 *
 * @minItems 1
 */
export type Words1 = string[];
/**
 * @minItems 1
 *
 * This interface was referenced by `LanguageManifest`'s JSON-Schema
 * via the `definition` "words".
 */
export type Words2 = string[];
/**
 * Something a registry or this machine provides: a compiler, an engine, a library. Pinned by version and digest.
 */
export type Package = PypiPackage | NpmPackage | GoPackage | CargoPackage | DebianPackage | PathPackage;
/**
 * One step of a build or of a package's assembly. Never a shell line: `run` is an argv whose elements may hold named placeholders.
 */
export type BuildStep = RunStep | CopyStep | LinkStep | WriteStep | ReplaceStep | RemoveStep;

/**
 * languages/<id>/language.toml: a language, its toolchains, and how each builds for a WASI target.
 */
export interface LanguageManifest {
  id: Id;
  name: string;
  /**
   * 1 gates a release, 2 is reported, 3 is tried.
   */
  tier: 1 | 2 | 3;
  homepage?: string;
  /**
   * Rank among the languages that others are held against, 1 first: its programs come straight onto the system interface.
   */
  reference?: number;
  /**
   * How a line comment begins, by the extension of a source file.
   */
  comments?: {
    [k: string]: string;
  };
  formatter?: Formatter[];
  "static-c"?: StaticC;
  /**
   * A language whose template, modules and ports it takes, where it has no port itself; its steps make its own sources of them.
   */
  from?: string;
  /**
   * Modules that every program of the language gets.
   *
   * @minItems 1
   */
  uses?: Id[];
  package?: {
    [k: string]: Package;
  };
  toolchain: {
    [k: string]: ToolchainManifest;
  };
}
/**
 * This interface was referenced by `LanguageManifest`'s JSON-Schema
 * via the `definition` "formatter".
 */
export interface Formatter {
  /**
   * Of the files that it formats.
   *
   * @minItems 1
   */
  extensions: Extension[];
  /**
   * Ids of the packages that it needs; the first one names it.
   *
   * @minItems 1
   */
  packages: Id[];
  check: Words;
  mend: Words1;
}
/**
 * Compiles files of C, added after argv, to a static program of this machine, where the machine has no C compiler.
 */
export interface StaticC {
  /**
   * Ids of the packages that it needs.
   *
   * @minItems 1
   */
  packages: Id[];
  argv: Words2;
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
 * This interface was referenced by `LanguageManifest`'s JSON-Schema
 * via the `definition` "toolchain".
 */
export interface ToolchainManifest {
  title: string;
  about?: string;
  /**
   * Ids of the packages it needs.
   */
  packages: Id[];
  /**
   * argv that prints the toolchain's version; the first match of a version number in what it prints counts.
   *
   * @minItems 1
   */
  version: string[];
  target: {
    [k: string]: TargetBuild;
  };
  native?: TargetBuild1;
}
/**
 * This interface was referenced by `LanguageManifest`'s JSON-Schema
 * via the `definition` "targetBuild".
 */
export interface TargetBuild {
  /**
   * @minItems 1
   */
  steps: BuildStep[];
  /**
   * Time limit of a build, in seconds.
   */
  seconds?: number;
  /**
   * Memory limit of a build, in MiB.
   */
  "memory-mib"?: number;
}
/**
 * How the same sources become a program of the machine itself, `{out}`: what benchmarks are held against.
 */
export interface TargetBuild1 {
  /**
   * @minItems 1
   */
  steps: BuildStep[];
  /**
   * Time limit of a build, in seconds.
   */
  seconds?: number;
  /**
   * Memory limit of a build, in MiB.
   */
  "memory-mib"?: number;
}
