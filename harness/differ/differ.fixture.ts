import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { makeTree, type Tree } from "../mini/tree.ts";

// It runs no guest: it answers each call with success, but for what is planted.
const engine = (plant: string): string => `import { fstatSync, writeSync } from "node:fs";
const words = process.argv.slice(2);
if (words.includes("--version")) {
  writeSync(1, "fake engine 1.0.0\\n");
  process.exit(0);
}
const calls = words.slice(words.findIndex((word) => word.endsWith(".wasm")) + 1);
const before = new Set();
const tell = (ending) => fstatSync(3).isFile() && writeSync(3, JSON.stringify(ending) + "\\n");
for (const call of calls) {
  const [name, place] = call.split(" ");
  const planted = (${plant})(name, (other) => before.has(other + " " + place), call);
  if (planted === "trap") {
    tell({ how: "trap", message: "unreachable" });
    process.exit(1);
  }
  writeSync(1, name + " " + (planted ?? "success") + "\\n");
  before.add(name + " " + place);
}
tell({ how: "exit", code: 0 });
`;

/** A small project with engines that answer calls: `plants` are sources of functions of a call's name, of what came before it, and of the call. */
export const makeAnswering = (store: string, plants: Readonly<Record<string, string>>): Tree => {
  const tree = makeTree(["honest"], store);
  for (const [id, plant] of Object.entries(plants)) {
    const folder = tree.at("harness/runtimes", id);
    cpSync(tree.at("harness/runtimes/fake-honest"), folder, { recursive: true, verbatimSymlinks: true });
    const manifest = tree.at("harness/runtimes", id, "runtime.toml");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('id = "fake-honest"', `id = "${id}"`));
    writeFileSync(tree.at("harness/runtimes", id, "engine.mjs"), engine(plant));
  }
  const target = tree.at("targets/wasip1.toml");
  const [text = ""] = readFileSync(target, "utf8").split("[differ]");
  writeFileSync(target, `${text}[differ]\ncase = "hello/line"\nlanguage = "wat"\nlanes = [${Object.keys(plants).map((id) => `"${id}"`)}]\n`);
  return tree;
};
