import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeFolder } from "../../host/environment.ts";
import { architecture } from "../../host/machine.ts";
import { which } from "../../host/which.ts";
import { foldRun } from "../../judge/fold.ts";
import { gatehouse, journals, readOutcomes } from "../../mini/cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "../../mini/tree.ts";
import { readJournal } from "../../record/read.ts";

const project = join(import.meta.dirname, "../../..");

const isEnarx = (binary: string): boolean => spawnSync(binary, ["--version"], { encoding: "utf8", timeout: 60_000 }).stdout?.trim() === "enarx 0.6.0";

const keptInStore = (): string[] => {
  const packages = join(storeFolder(project), "packages");
  try {
    return readdirSync(packages).flatMap((name) => which(join(packages, name, "enarx")) ?? []);
  } catch {
    // Nothing was ever provisioned.
    return [];
  }
};

// The one that somebody named, else the one on PATH, else one that was provisioned before; nothing is fetched or built for a test.
const findEnarx = (): string | undefined => {
  const named = process.env["ENARX"];
  return (named ? [named] : [which("enarx") ?? [], keptInStore()].flat()).find(isEnarx);
};

const enarx = findEnarx();
const without =
  enarx === undefined ? " (skipped: no Enarx 0.6.0 is here: gatehouse provision --profile deep release=enarx@0.6.0 keep=nil, or ENARX=/path/to/enarx)" : "";

const exitWith = (code: number): string => `(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start") (call $exit (i32.const ${code}))))
`;

// The first socket comes after the three streams. The connection stands at 0, the bytes moved at 4, the list of one buffer at 8.
const echoOnce = `(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $must (param $errno i32) (if (local.get $errno) (then unreachable)))
  (func (export "_start")
    (call $must (call $accept (i32.const 3) (i32.const 0) (i32.const 0)))
    (i32.store (i32.const 8) (i32.const 64))
    (loop $more
      (i32.store (i32.const 12) (i32.const 1024))
      (call $must (call $read (i32.load (i32.const 0)) (i32.const 8) (i32.const 1) (i32.const 4)))
      (if (i32.load (i32.const 4)) (then
        (i32.store (i32.const 12) (i32.load (i32.const 4)))
        (call $must (call $write (i32.load (i32.const 0)) (i32.const 8) (i32.const 1) (i32.const 4)))
        (br $more))))))
`;

const quiet = 'stdout = { match = "exact", text = "" }, stderr = { match = "exact", text = "" }';

const probes: Readonly<Record<string, { readonly wat: string; readonly contract: string }>> = {
  "leave-42": { wat: exitWith(42), contract: `needs = ["exit-code"]\nexpect = { exit = 42, ${quiet} }` },
  "leave-0": { wat: exitWith(0), contract: `needs = ["exit-status"]\nexpect = { exit = 0, ${quiet} }` },
  "echo-once": {
    wat: echoOnce,
    contract: `needs = ["sockets.accept"]
sockets = [{ name = "echo", kind = "listen" }]
expect = { exit = 0, ${quiet} }
steps = [
  { run = "main" },
  { connect = "a", to = "main:echo" },
  { send = "a", content = { text = "hello\\n" } },
  { recv = "a", content = { text = "hello\\n" } },
  { send = "a", content = { random = 5000, seed = 7 } },
  { recv = "a", content = { random = 5000, seed = 7 } },
  { shutdown = "a", half = "write" },
  { end = "a" },
]`,
  },
};

const addProbes = (tree: Tree): void => {
  for (const [id, { wat, contract }] of Object.entries(probes)) {
    const folder = tree.at("workloads", id);
    mkdirSync(join(folder, "wat.wasip1"), { recursive: true });
    writeFileSync(join(folder, "wat.wasip1/main.wat"), wat);
    writeFileSync(join(folder, "workload.toml"), `id = "${id}"\ntitle = "${id}"\nkind = "probe"\nabout = "${id}."\n[[case]]\nid = "only"\n${contract}\n`);
  }
};

describe.skipIf(enarx === undefined)(`the real Enarx${without}`, { timeout: 240_000 }, () => {
  let tree: Tree;
  let store: string;
  let said: Awaited<ReturnType<typeof gatehouse>>;

  beforeAll(async () => {
    store = openStore();
    tree = makeTree([], store);
    cpSync(join(project, "harness/runtimes/enarx"), tree.at("harness/runtimes/enarx"), { recursive: true });
    addProbes(tree);
    said = await gatehouse(tree, ["run", "--json"], { ENARX: enarx }, 230_000);
  }, 235_000);
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  const observed = (workload: string) => {
    const { header, lines } = readJournal(journals(tree).at(-1) as string);
    return foldRun(header, lines).cells.find(({ id }) => id.workload === workload)?.observation;
  };

  test("runs what it can, tells what it cannot, and is trusted", () => {
    expect(readOutcomes(journals(tree).at(-1) as string)[`enarx@0.6.0/nil:host-${architecture()}`], said.stderr).toEqual({
      "must-differ/output": "pass",
      "must-exit-nonzero/nonzero": "pass",
      "must-trap/trap": "pass",
      "hello/line": "pass",
      "echo/bytes": "pass",
      "note/file": "inexpressible",
      "leave-42/only": "unsupported exit-code",
      "leave-0/only": "fail exit",
      "echo-once/only": "pass",
    });
  });

  test("what it says of an exit is the ending, what it ended with is kept, and none of it is the guest's", () => {
    const seen = observed("leave-42");
    expect(seen).toMatchObject({
      raw: { code: 1, signal: null },
      ending: { how: "exit", code: 42, message: "Error: Exited with i32 exit status 42" },
      stderr: { size: 0 },
    });
    expect(seen?.argv).toEqual([enarx, "run", "--backend", "nil", expect.stringMatching(/^--wasmcfgfile=\//), expect.stringMatching(/\.wasm$/)]);
  });

  test("a program that ends by itself ends with 0 and no word", () => {
    for (const workload of ["hello", "echo-once"])
      expect(observed(workload), workload).toMatchObject({ raw: { code: 0, signal: null }, ending: { how: "exit", code: 0 }, stderr: { size: 0 } });
  });
});
