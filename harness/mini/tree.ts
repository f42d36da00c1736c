import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeFolder } from "../host/environment.ts";
import type { Trait } from "./traits.ts";

const here = import.meta.dirname;
const project = join(here, "../..");
const trust = ["must-differ", "must-exit-3", "must-exit-nonzero", "must-trap"];

/** A small project in a folder of its own. */
export interface Tree {
  readonly root: string;
  readonly store: string;
  /** A path inside the tree. */
  at(...parts: string[]): string;
  remove(): void;
}

/**
 * A store of a test's own. It shares what names say all of: the project's packages, the launcher program, which takes seconds to compile, and
 * manifests that were checked, each by its text.
 * A test whose programs are in C or Rust shares `cache` too, where their compilers keep the libraries that they have compiled.
 */
export const openStore = (names: readonly string[] = ["packages", "launch", "manifests"]): string => {
  const shared = storeFolder(project);
  // Below the shared one, for drafts are renamed into the packages.
  mkdirSync(join(shared, "tmp"), { recursive: true });
  const store = mkdtempSync(join(shared, "tmp/mini-"));
  for (const name of names) {
    mkdirSync(join(shared, name), { recursive: true });
    symlinkSync(join(shared, name), join(store, name));
  }
  return store;
};

/** Removes such a store; the packages stay. */
export const removeStore = (store: string): void => rmSync(store, { recursive: true, force: true });

/** The package of an engine that is a script for the Node of this machine, in a manifest. */
export const nodeOnPath = `from = "path"
path = { command = "node", version = ["--version"], range = ">=20", hint = "install Node.js 20 or newer" }`;

// The mark goes to the engine's process and all that it starts, so that a test can look for what stayed.
const runtime = (trait: Trait, mark: string): string => `id = "fake-${trait}"
name = "fake ${trait}"
version = ["{manifest}/node", "{manifest}/engine.mjs", "--trait=${trait}", "--version"]
[package.engine]
${nodeOnPath}
[target.wasip1]
mode.run = ["{manifest}/node", "--disable-warning=ExperimentalWarning", "{manifest}/engine.mjs", "--trait=${trait}", "{directories}", "{wasm}", "{args}"]
directory = ["--dir={host}::{guest}"]
process-env = { MINI_MARK = ${JSON.stringify(mark)}${trait === "attacks" ? ', CACHE = "{cache}" }\ncache = true' : " }"}
claims = ["args", "exit-status", "exit-code", "stdin", "stdout", "stderr", "files.read", "files.write", "directories", "traps"]
report = true
`;

/** The releases of a fake: one, which reports this version. */
export const oneRelease = '[[release]]\nversion = "1.0.0"\ncurrent = true\n';

/** Parts that host scripts share: files beside the folders of runtimes. */
export const copyShared = (runtimes: string): void => {
  const from = join(project, "harness/runtimes");
  for (const name of readdirSync(from)) if (name.endsWith(".mjs")) cpSync(join(from, name), join(runtimes, name));
};

/** Lays out a project with the wat toolchain, the trust workloads, mini's own, and one runtime a trait. */
export const makeTree = (traits: readonly Trait[], store: string): Tree => {
  const root = mkdtempSync(join(tmpdir(), "gatehouse-mini-"));
  const at = (...parts: string[]): string => join(root, ...parts);
  const copy = (from: string, to: string): void => cpSync(from, at(to), { recursive: true });
  copy(join(project, "targets"), "targets");
  copy(join(project, "languages/wat"), "languages/wat");
  copy(join(project, "harness/keeps/nil"), "harness/keeps/nil");
  for (const id of trust) copy(join(project, "workloads", id), `workloads/${id}`);
  copy(join(here, "workloads"), "workloads");
  copyShared(at("harness/runtimes"));
  for (const trait of traits) {
    const folder = `harness/runtimes/fake-${trait}`;
    mkdirSync(at(folder), { recursive: true });
    writeFileSync(at(folder, "runtime.toml"), runtime(trait, root));
    writeFileSync(at(folder, "releases.toml"), oneRelease);
    copy(join(here, "engine.mjs"), `${folder}/engine.mjs`);
    // The engine's own binary, as far as the harness can see: a trait may take it away.
    symlinkSync(process.execPath, at(folder, "node"));
  }
  return { root, store, at, remove: () => rmSync(root, { recursive: true, force: true }) };
};

/** Has a runtime's folder say more, of which nothing is about the release that it has: a comment, another layout, another release with words of its own. */
export const sayMore = (tree: Tree, runtime: string): void => {
  const manifest = tree.at("harness/runtimes", runtime, "runtime.toml");
  const text = readFileSync(manifest, "utf8").replace("report = true", 'report = true\nendings = [{ exit = 99, means = "start", range = ">=2" }]');
  writeFileSync(manifest, `# A comment.\n${text}`);
  const releases = tree.at("harness/runtimes", runtime, "releases.toml");
  writeFileSync(releases, `${readFileSync(releases, "utf8")}\n[[release]]\nversion = "2.0.0"\ncurrent = false\n`);
};

/** Has the engine of each trait be a program that anybody can have: the Node of PATH, not a link in the manifest's folder. */
export const namePrograms = (tree: Tree, traits: readonly Trait[]): void => {
  for (const trait of traits) {
    const file = tree.at(`harness/runtimes/fake-${trait}/runtime.toml`);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replaceAll("{manifest}/node", "{bin.node}").replace(/^process-env.*\n/m, ""));
  }
};
