import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTree, oneRelease, type Tree } from "../mini/tree.ts";
import type { Call } from "../model/generated/trace.ts";

const project = join(import.meta.dirname, "../..");
const runtimes = "harness/runtimes";

/** A small project whose engine is the real host of preview 1, with what traces in it. */
export const makeTraced = (store: string): Tree => {
  const tree = makeTree([], store);
  mkdirSync(tree.at(runtimes), { recursive: true });
  for (const name of readdirSync(join(project, runtimes)).filter((own) => own.endsWith(".mjs"))) cpSync(join(project, runtimes, name), tree.at(runtimes, name));
  cpSync(join(project, runtimes, "node-wasi"), tree.at(runtimes, "node-wasi"), { recursive: true });
  return tree;
};

/** Adds an engine that is the same host by another name; `change` makes its manifest another one. */
export const addEngine = (tree: Tree, id: string, change: (manifest: string) => string): void => {
  const folder = tree.at(runtimes, id);
  cpSync(tree.at(runtimes, "node-wasi"), folder, { recursive: true });
  const manifest = join(folder, "runtime.toml");
  writeFileSync(manifest, change(readFileSync(manifest, "utf8").replace('id = "node-wasi"', `id = "${id}"`)));
  writeFileSync(join(folder, "releases.toml"), oneRelease.replace('version = "1.0.0"\n', ""));
};

/** A call that returned. */
export const call = (name: string, errno = "success", more: Partial<Call> = {}): Call => ({ call: name, errno, ...more });
