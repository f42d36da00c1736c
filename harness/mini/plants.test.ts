import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Decision } from "../model/change.ts";
import { gatehouse } from "./cli.ts";
import { isPlant, node, plantedTree, uncontained } from "./planted.ts";
import { openStore, removeStore, type Tree } from "./tree.ts";
import { turnsOfToday } from "./turns.ts";

const workloads = ["args", "env", "exit-code", "exit-status", "fibonacci", "files", "stdin-echo", "stdout-stderr"];

/** One fault in a WASI call each, and a workload that uses the call. */
const plants: readonly (readonly [plant: string, workload: string])[] = [
  ["fd_write-drops-the-last-byte", "fibonacci"],
  ["fd_write-writes-twice", "fibonacci"],
  ["fd_write-mixes-the-streams-up", "stdout-stderr"],
  ["fd_write-says-that-nothing-was-written", "fibonacci"],
  ["fd_read-sees-the-end-at-once", "stdin-echo"],
  ["fd_read-flips-a-bit", "stdin-echo"],
  ["args_sizes_get-forgets-the-last", "args"],
  ["args_get-changes-a-letter", "args"],
  ["environ_sizes_get-sees-none", "env"],
  ["environ_get-fails", "env"],
  ["proc_exit-is-always-well", "exit-status"],
  ["proc_exit-keeps-one-bit", "exit-code"],
  ["path_open-is-not-there", "files"],
  ["path_open-creates-what-is-missing", "files"],
  ["path_unlink_file-does-nothing", "files"],
  ["path_rename-does-nothing", "files"],
  ["path_create_directory-is-refused", "files"],
  ["path_remove_directory-does-nothing", "files"],
  ["fd_readdir-sees-nothing", "files"],
  ["fd_filestat_set_size-does-nothing", "files"],
  ["fd_prestat_get-hides-directories", "files"],
];

describe.skipIf(process.platform !== "linux")("faults that were planted", () => {
  // Programs that no test spoils are compiled once for all stores.
  const store = openStore(["packages", "launch", "manifests", "artifacts"]);
  let tree: Tree;

  const script = (name: string, text: string): string => {
    const path = tree.at("builds", name);
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const gate = async (...words: string[]): Promise<{ code: number | null; decision: Decision; stderr: string }> => {
    const said = await gatehouse(tree, ["gate", "--tier", "1", "--json", "language=assemblyscript", ...words], uncontained);
    if (!said.stdout) throw new Error(said.stderr);
    return { code: said.code, decision: JSON.parse(said.stdout), stderr: said.stderr };
  };
  const blamed = (decision: Decision): Set<string | undefined> =>
    new Set(decision.changes.filter(({ change }) => change.is === "regressed").map(({ blame }) => blame));

  beforeAll(() => {
    tree = plantedTree(store, workloads);
    script("good", `exec ${node} "$@"`);
    for (const [plant] of plants)
      script(plant, `case "$1" in --version) exec ${node} "$@";; esac\nPLANT=${plant} exec ${node} --import ${tree.at("builds/plant.mjs")} "$@"`);
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test.each(turnsOfToday(plants, 3))("in an engine, %s: refused by %s, and the runtime is blamed", async (plant, workload) => {
    const { code, decision, stderr } = await gate(
      "--candidate",
      `gated@path:${tree.at("builds", plant)}`,
      "--baseline",
      `gated@path:${tree.at("builds/good")}`,
      ...[`case=${workload}/*,fibonacci/${workload === "fibonacci" ? "*" : "small"}`],
    );
    expect({ code, blamed: blamed(decision) }).toEqual({ code: 1, blamed: new Set(["runtime"]) });
    // Those of the port and of the trust programs: to fetch every language's, for siblings of a few cells, takes minutes on a fresh machine.
    expect(stderr.match(/\S+ of \S+ toolchains/g)).toEqual(["2 of 2 toolchains", "2 of 2 toolchains"]);
    const worse = decision.changes.filter(({ gates }) => gates);
    expect(worse.map(({ subject }) => subject.split("/")[0])).toContain(workload);
    // The one call is broken and the engine is not: it starts, and its lane is trusted.
    if (plant.startsWith("proc_exit")) return;
    expect(worse.filter(({ change }) => "detail" in change && /untrusted|by start/.test(change.detail))).toEqual([]);
  });

  test("in a compiler's flags: refused, and the toolchain is blamed", async () => {
    // Half of what it exports is gone, or the memory is too small: a flag that nobody asked for.
    const asc = script("asc", `case "$*" in *asc.js*) exec ${node} "$@" --noExportMemory;; esac\nexec ${node} "$@"`);
    const { code, decision } = await gate("--toolchain", `node@path:${asc}`, "workload=args,fibonacci");
    expect({ code, blamed: blamed(decision) }).toEqual({ code: 1, blamed: new Set(["toolchain"]) });
  });

  test("a compiler that differs in nothing is accepted", async () => {
    const { code, decision } = await gate("--toolchain", `node@path:${script("another-node", `exec ${node} "$@"`)}`, "workload=args,fibonacci");
    expect({ code, same: decision.counts.same }).toEqual({ code: 0, same: decision.changes.length });
  });

  test("an import that the target lacks is named before its artifact runs", async () => {
    mkdirSync(tree.at("workloads/hello/assemblyscript"));
    try {
      const source = '@external("env", "absent") declare function absent(): void;\nabsent();\n';
      writeFileSync(tree.at("workloads/hello/assemblyscript/main.ts"), source);
      const { stderr } = await gatehouse(tree, ["run", "workload=hello", "language=assemblyscript"], {}, 60_000);
      const named = stderr.indexOf("hello,assemblyscript/asc.wasip1 imports what no host of its target has to provide: env#absent");
      expect(named).toBeGreaterThan(-1);
      expect(stderr.indexOf("hello/line,assemblyscript", named)).toBeGreaterThan(named);
    } finally {
      rmSync(tree.at("workloads/hello/assemblyscript"), { recursive: true });
    }
  });

  test("every plant is one that plant.mjs knows", () => {
    for (const [plant] of plants) expect(isPlant(plant), plant).toBe(true);
  });
});
