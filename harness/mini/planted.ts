import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeHost } from "./node-host.ts";
import { makeTree, nodeOnPath, type Tree } from "./tree.ts";

const project = join(import.meta.dirname, "../..");
const plants = join(import.meta.dirname, "plant.mjs");

/** This Node, as a word of a shell script. */
export const node: string = JSON.stringify(process.execPath);

/** Where a planted engine is a script that names other files: one that is contained sees itself alone. */
export const uncontained = { GATEHOUSE_LAUNCHER: "uncontained" };

/** A project of AssemblyScript and these workloads in two runtimes, `gated` and `sibling`; engines to plant go below `builds`, beside plant.mjs. */
export const plantedTree = (store: string, workloads: readonly string[]): Tree => {
  const tree = makeTree([], store);
  for (const name of ["languages", "modules"]) cpSync(join(project, name), tree.at(name), { recursive: true });
  for (const id of workloads) cpSync(join(project, "workloads", id), tree.at("workloads", id), { recursive: true });
  for (const id of ["gated", "sibling"]) {
    mkdirSync(tree.at("harness/runtimes", id), { recursive: true });
    writeFileSync(tree.at("harness/runtimes", id, "runtime.toml"), nodeHost(id));
    writeFileSync(tree.at("harness/runtimes", id, "releases.toml"), "[[release]]\ncurrent = true\n");
    cpSync(join(project, "harness/runtimes/node-wasi/host.mjs"), tree.at("harness/runtimes", id, "host.mjs"));
  }
  mkdirSync(tree.at("builds"));
  cpSync(plants, tree.at("builds/plant.mjs"));
  return tree;
};

/** Whether plant.mjs knows a plant. */
export const isPlant = (name: string): boolean => readFileSync(plants, "utf8").includes(`"${name}"`);

/** Lays down the Keep `clip`, whose launcher hands on what a command says; `spoils` is JavaScript that changes the `said` of spawnSync. */
export const layClip = (tree: Tree, spoils = ""): void => {
  const folder = tree.at("harness/keeps/clip");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "keep.toml"),
    `id = "clip"
name = "clip"
about = "Hands on what is printed, or spoils it."
confidential = false
[package.node]
${nodeOnPath}
[[launcher]]
kind = "host"
packages = ["node"]
wrap = ["{bin.node}", "{manifest}/wrap.mjs"]
`,
  );
  writeFileSync(
    join(folder, "wrap.mjs"),
    `import { spawnSync } from "node:child_process";
const [program, ...args] = process.argv.slice(2);
const said = spawnSync(program, args, { stdio: ["inherit", "pipe", "pipe", 3] });
${spoils}
process.stderr.write(said.stderr);
process.stdout.write(said.stdout, () => (said.signal ? process.kill(process.pid, said.signal) : process.exit(said.status)));
`,
  );
};
