import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { home } from "../host/home.ts";
import { runTool, type ToolResult } from "../host/tool.ts";
import { makeTree, openStore, removeStore } from "../mini/tree.ts";
import { moduleOf } from "../suite/binaries.fixture.ts";

const store = openStore();
const tree = makeTree(["honest", "wrong-last-byte"], store);
const folder = mkdtempSync(join(tmpdir(), "gatehouse-exec-"));
afterAll(() => {
  tree.remove();
  removeStore(store);
  rmSync(folder, { recursive: true });
});

const at = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const head = `(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func $environ (param i32 i32) (result i32)))
  (memory (export "memory") 2)`;
// Copies its input to standard output, writes "err\n" to standard error, and exits with the number of its arguments.
const copies = at(
  "copies.wasm",
  moduleOf(`(module ${head} (data (i32.const 32) "err\\n")
    (func (export "_start")
      (loop $more
        (i32.store (i32.const 0) (i32.const 4096)) (i32.store (i32.const 4) (i32.const 65536))
        (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
        (i32.store (i32.const 4) (i32.load (i32.const 8)))
        (if (i32.load (i32.const 8)) (then (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 12))) (br $more))))
      (i32.store (i32.const 0) (i32.const 32)) (i32.store (i32.const 4) (i32.const 4))
      (drop (call $write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 12)))
      (drop (call $args (i32.const 16) (i32.const 20)))
      (call $exit (i32.sub (i32.load (i32.const 16)) (i32.const 1)))))`),
);
const traps = at("traps.wasm", moduleOf(`(module ${head} (func (export "_start") unreachable))`));
const counts = at(
  "counts.wasm",
  moduleOf(`(module ${head} (func (export "_start") (drop (call $environ (i32.const 16) (i32.const 20))) (call $exit (i32.load (i32.const 20)))))`),
);
// Writes for ever.
const floods = at(
  "floods.wasm",
  moduleOf(`(module ${head} (data (i32.const 32) "yes\\n") (func (export "_start")
    (i32.store (i32.const 0) (i32.const 32)) (i32.store (i32.const 4) (i32.const 4))
    (loop $more (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 12))) (br $more))))`),
);

const cli = join(home, "harness/gatehouse.mjs");
const env = { ...process.env, GATEHOUSE_STORE: store, NO_COLOR: "1" };
const exec = (words: readonly string[], stdin?: string, root = tree.root): Promise<ToolResult> =>
  runTool([process.execPath, cli, "-C", root, "exec", ...words], { env, timeoutMs: 60_000, ...(stdin === undefined ? {} : { stdin }) });

const honest = ["--lane", "fake-honest"];

describe("one lane", () => {
  test("streams, arguments and exit code are the program's own", async () => {
    const bytes = "päper\0\r\n".repeat(50_000);
    const { stdout, stderr, exitCode } = await exec([...honest, copies, "--lane", "x", "--", "-h"], at("input", bytes));
    expect({ same: stdout === bytes, stderr, exitCode }).toEqual({ same: true, stderr: "err\n", exitCode: 4 });
  });

  test("without a name it is one that is here, and input may be nothing", async () => {
    expect(await exec([copies])).toMatchObject({ stdout: "", stderr: "err\n", exitCode: 0 });
  });

  test("a trap is what shells call an abort, and is told", async () => {
    const { stderr, exitCode } = await exec([...honest, traps]);
    expect(exitCode).toBe(134);
    expect(stderr).toMatch(/^fake-honest@1\.0\.0\S+: trap: .*unreachable/m);
  });

  test("a reader that has enough ends the program", async () => {
    const line = `"${process.execPath}" "${cli}" -C "${home}" exec --lane node-wasi "${floods}" | head -c 8`;
    expect(await runTool(["/bin/sh", "-c", line], { env, timeoutMs: 60_000 })).toMatchObject({ exitCode: 0, stdout: "yes\nyes\n" });
  });

  test("variables are set, and no others", async () => {
    const own = async (...words: string[]) => (await exec(["--lane", "node-wasi", ...words, counts], undefined, home)).exitCode;
    expect([await own(), await own("--env", "A=b"), await own("--env", "A=b", "--env", "LONG=er")]).toEqual([0, 4, 12]);
  });

  test.each<[string, string[], number]>([
    ["there is no file", ["absent.wasm"], 2],
    ['no lane here is "nobody"', ["--lane", "nobody", copies], 2],
    ["required argument", [], 2],
    ["unknown option", ["--nothing", copies], 2],
  ])("%s is one error", async (message, words, code) => {
    const { stderr, exitCode } = await exec(words);
    expect({ exitCode, told: stderr.includes(message) }, stderr).toEqual({ exitCode: code, told: true });
  });
});

describe("several lanes", () => {
  const both = [...honest, "--lane", "fake-wrong-last-byte"];

  test("print once what is the same", async () => {
    expect(await exec([...honest, ...honest, copies, "x"], at("input", "a\n"))).toMatchObject({ stdout: "a\n", stderr: "err\n", exitCode: 1 });
  });

  test("tell what differs, and end with 1", async () => {
    const { stdout, stderr, exitCode } = await exec([...both, copies, "x"], at("input", "abc\n"));
    expect({ stdout, exitCode }).toEqual({ stdout: "abc\n", exitCode: 1 });
    expect(stderr).toMatch(/^fake-honest\S+ and fake-wrong-last-byte\S+ differ in standard output$/m);
  });

  test("as JSON", async () => {
    const { stdout, exitCode } = await exec(["--json", ...both, copies, "x"], at("input", "abc\n"));
    const { same, exit, lanes } = JSON.parse(stdout) as { same: boolean; exit: number; lanes: { lane: string; code: number; stdout: string }[] };
    expect({ same, exit, exitCode }).toEqual({ same: false, exit: 1, exitCode: 1 });
    expect(lanes).toMatchObject([
      { lane: expect.stringMatching(/^fake-honest@/), code: 1, stdout: "abc\n" },
      { lane: expect.stringMatching(/^fake-wrong-last-byte@/), code: 1 },
    ]);
  });
});

test("a program reads and changes the folders that it is given, in place", async () => {
  const data = join(folder, "data");
  mkdirSync(data);
  // Makes the folder "made" in its first directory, and exits with the errno.
  const makes = at(
    "makes.wasm",
    moduleOf(`(module
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (import "wasi_snapshot_preview1" "path_create_directory" (func $make (param i32 i32 i32) (result i32)))
      (memory (export "memory") 1) (data (i32.const 8) "made")
      (func (export "_start") (call $exit (call $make (i32.const 3) (i32.const 8) (i32.const 4)))))`),
  );
  expect((await exec([...honest, "--dir", `${data}::/data`, makes])).exitCode).toBe(0);
  expect((await exec([...honest, "--dir", `${data}::/data`, makes])).exitCode).not.toBe(0);
  expect(readdirSync(data)).toEqual(["made"]);
});
