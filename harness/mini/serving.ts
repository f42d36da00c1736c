import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTree, nodeOnPath, oneRelease, type Tree } from "./tree.ts";

const runtime = (trait: string, mark: string): string => `id = "serve-${trait}"
name = "serve ${trait}"
version = ["{manifest}/node", "{manifest}/engine.mjs", "--trait=honest", "--version"]
[package.engine]
${nodeOnPath}
[target.wasip1]
mode.run = ["{manifest}/node", "--disable-warning=ExperimentalWarning", "{manifest}/server.mjs", "--trait=${trait}", "{sockets}", "{wasm}", "{args}"]
sockets = [{ as = "descriptors", listen = ["--listen={address}"], directories = "after"${/tells|untold/.test(trait) ? ', listening = ["--listening={file}"]' : ""} }]
process-env = { MINI_MARK = ${JSON.stringify(mark)} }
claims = ["args", "exit-status", "exit-code", "stdin", "stdout", "stderr", "traps", "sockets.accept"]
report = true
`;

const here = import.meta.dirname;

/** Adds a workload of dialogues/, with a program that echoes. */
export const addDialogue = (tree: Tree, id: string): void => {
  cpSync(join(here, "dialogues", id), tree.at("workloads", id), { recursive: true });
  cpSync(join(here, "workloads/echo/wat.wasip1"), tree.at("workloads", id, "wat.wasip1"), { recursive: true });
};

/** A project with the workload talk, and a runtime serve-TRAIT for each of these traits of server.mjs. */
export const serving = (store: string, own: readonly string[]): Tree => {
  const tree = makeTree([], store);
  addDialogue(tree, "talk");
  // A program shows that it can accept only if it imports what that takes.
  const accept = '(import "wasi_snapshot_preview1" "sock_accept" (func (param i32 i32 i32) (result i32)))';
  const source = tree.at("workloads/talk/wat.wasip1/main.wat");
  writeFileSync(source, readFileSync(source, "utf8").replace("(module", `(module ${accept}`));
  for (const trait of own) {
    const folder = `harness/runtimes/serve-${trait}`;
    mkdirSync(tree.at(folder), { recursive: true });
    writeFileSync(tree.at(folder, "runtime.toml"), runtime(trait, tree.root));
    writeFileSync(tree.at(folder, "releases.toml"), oneRelease);
    for (const file of ["engine.mjs", "server.mjs"]) cpSync(join(here, file), tree.at(folder, file));
    symlinkSync(process.execPath, tree.at(folder, "node"));
  }
  return tree;
};
