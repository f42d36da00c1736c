import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTree, type Tree } from "../tree.ts";
import { guests } from "./guests.ts";
import { attackManifest, dialsManifest, httpManifest, type Outside, programManifest } from "./manifests.ts";

const here = import.meta.dirname;
const project = join(here, "../../..");

/** Engines that guests attack. */
const engines = ["wasmtime", "wazero", "node-wasi", "jco", "enarx"];

// C has no components: Rust's way to make one of a module serves, with its packages.
const writeC = (at: Tree["at"]): void => {
  const rust = readFileSync(join(project, "languages/rust/language.toml"), "utf8");
  const packages = rust.slice(rust.indexOf("[package.node]"), rust.indexOf("[toolchain.cargo]"));
  // Its first step and its last: between them Rust compiles.
  const steps = rust.slice(rust.indexOf("[[toolchain.cargo.target.wasip2.steps]]"), rust.indexOf("[toolchain.cargo.target.wasip3]")).split(/(?=\[\[)/);
  const c = readFileSync(join(project, "languages/c/language.toml"), "utf8");
  const compile = /\[\[toolchain\.zig-cc\.target\.wasip1\.steps\]\]\nrun = \[\n.*?"\{bin\.zig\}".*?(?=\n\[\[)/s.exec(c)?.[0] ?? "";
  const own = [
    compile.replace("wasip1", "wasip2").replace('"{out}"', '"{work}/main.wasm"'),
    (steps.at(0) ?? "").replace("cargo.target", "zig-cc.target"),
    (steps.at(-1) ?? "").replace("cargo.target", "zig-cc.target").replace("{work}/target/wasm32-wasip1/release/main.wasm", "{work}/main.wasm"),
  ];
  const manifest = c
    .replace('packages = ["zig", "npm"]', 'packages = ["zig", "npm", "rust", "node", "tools"]')
    .replace("[toolchain.zig-cc]", `${packages}\n[toolchain.zig-cc]`)
    .replace("[[toolchain.zig-cc.native.steps]]", `${own.join("\n")}\n[[toolchain.zig-cc.native.steps]]`);
  cpSync(join(project, "languages/c"), at("languages/c"), { recursive: true });
  for (const name of ["adapter", "assembly", "npm", "componentize.mjs"])
    cpSync(join(project, "languages/rust", name), at("languages/c", name), { recursive: true });
  writeFileSync(at("languages/c/language.toml"), manifest);
};

/** A small project with every hostile guest, the real engines, and mini's honest workloads. `outside` is what no guest may reach. */
export const makeHostileTree = (store: string, outside: Outside): Tree => {
  const tree = makeTree([], store);
  const { at } = tree;
  cpSync(join(project, "harness/keeps"), at("harness/keeps"), { recursive: true });
  for (const id of engines) cpSync(join(project, "harness/runtimes", id), at("harness/runtimes", id), { recursive: true });
  writeC(at);
  cpSync(join(here, "raw"), at("languages/raw"), { recursive: true });
  cpSync(join(here, "workloads"), at("workloads"), { recursive: true });
  cpSync(join(project, "languages/rust"), at("languages/rust"), { recursive: true });
  writeFileSync(at("workloads/attack/workload.toml"), attackManifest(outside));
  writeFileSync(at("workloads/dials/workload.toml"), dialsManifest(outside));
  writeFileSync(at("workloads", guests.byHttp.id, "workload.toml"), httpManifest(outside));
  for (const guest of guests.programs) {
    mkdirSync(at("workloads", guest.id), { recursive: true });
    cpSync(join(here, "guests", guest.id), at("workloads", guest.id), { recursive: true });
    writeFileSync(at("workloads", guest.id, "workload.toml"), programManifest(guest));
  }
  return tree;
};
