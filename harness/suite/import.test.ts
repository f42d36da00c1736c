import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, journals, readOutcomes } from "../mini/cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";
import { componentOf, exits, moduleOf } from "./binaries.fixture.ts";

const store = openStore();
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-suite-"));
let tree: Tree;
let suite: string;

beforeAll(() => {
  tree = makeTree(["honest"], store);
  const prebuilt = tree.at("languages/prebuilt");
  mkdirSync(prebuilt);
  writeFileSync(join(prebuilt, "language.toml"), readFileSync(join(import.meta.dirname, "../../languages/prebuilt/language.toml")));
});
beforeEach(() => {
  suite = mkdtempSync(join(scratch, "suite-"));
});
afterAll(() => {
  tree.remove();
  rmSync(scratch, { recursive: true, force: true });
  removeStore(store);
});

const put = (files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(suite, name)), { recursive: true });
    writeFileSync(join(suite, name), content);
  }
};
const hello = exits("(drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0)))");
const exitBy = (code: number): Buffer => exits(`(call $exit (i32.const ${code}))`);
// Ends with as many as it has arguments, its name among them.
const counts = exits("(drop (call $args (i32.const 64) (i32.const 68))) (call $exit (i32.load (i32.const 64)))");
const act = (...words: string[]) => gatehouse(tree, ["suite", ...words]);
const outcomes = () => Object.values(readOutcomes(journals(tree).at(-1) ?? ""))[0] ?? {};

describe.skipIf(process.platform !== "linux")("suite run", () => {
  test("runs each test by the file beside it, and refuses where one fails; ids are made of paths", async () => {
    put({
      "p1/manifest.json": JSON.stringify({ name: "Own tests", version: "wasm32-wasip1" }),
      "p1/ends_well.wasm": exitBy(0),
      "p1/seven.wasm": exitBy(7),
      "p1/seven.json": JSON.stringify({ exit_code: 7 }),
      "p1/hello.wasm": hello,
      "p1/hello.json": JSON.stringify({ stdout: "hello\n" }),
      "golden.wasm": counts,
      "golden.args": "a\nb\n",
      "golden.exit": "3\n",
    });
    const good = await act("run", suite, "--name", "own");
    expect(good.code, good.stderr).toBe(0);
    expect(Object.fromEntries(Object.entries(outcomes()).filter(([name]) => name.startsWith("own-")))).toEqual({
      "own-golden/run": "pass",
      "own-p1-ends-well/run": "pass",
      "own-p1-hello/run": "pass",
      "own-p1-seven/run": "pass",
    });
    put({ "p1/hello.json": JSON.stringify({ stdout: "hell" }) });
    const bad = await act("run", suite, "--name", "own", "--json");
    expect(bad.code, bad.stderr).toBe(1);
    expect(JSON.parse(bad.stdout).failures).toMatchObject([{ cause: "stdout", cells: [expect.stringContaining("own-p1-hello/run")] }]);
  });

  test("names what nothing can run, and is no success then; what the suite's own expectations skip is told", async () => {
    put({
      "manifest.json": JSON.stringify({ name: "Own tests", version: "wasm32-wasip1" }),
      "good.wasm": exitBy(0),
      "library.wasm": moduleOf('(module (func (export "add")))'),
      "component.wasm": componentOf("wasi:cli/run@0.3.0"),
      "left-out.wasm": exitBy(1),
      "odd.wasm": exitBy(0),
      "odd.json": '{"argv":[]}',
    });
    const skips = join(scratch, "skips.toml");
    writeFileSync(skips, 'version = 1\n[[suite]]\nname = "Own tests"\n[[suite.test]]\nname = "left-out"\naction = "skip"\n');
    const { code, stderr } = await act("run", suite, "--name", "own", "--expectations", skips);
    expect([code, stderr.split("\n").slice(0, 5)]).toEqual([
      1,
      [
        "not run  component: a component of wasip3, where the suite's manifest.json says wasm32-wasip1",
        "not run  library: a library, and no _start: there is nothing to run",
        expect.stringMatching(/^not run {2}odd: odd\.json: \/argv: expected one of .*; found unknown key "argv"$/),
        "skipped  by the suite's expectations: left-out",
        "1 of 5 tests are run",
      ],
    ]);
    const listed = await act("list", suite, "--name", "own", "--expectations", skips, "--json");
    expect(mismatch("output", { suite: JSON.parse(listed.stdout) })).toBeUndefined();
    expect([listed.code, JSON.parse(listed.stdout)]).toMatchObject([
      1,
      { tests: { good: "own-good" }, skipped: ["left-out"], not: [{ test: "component" }, { test: "library" }, { test: "odd" }] },
    ]);
  });

  test("names a runtime that has no target for the tests, before anything runs", async () => {
    put({ "module.wasm": exitBy(0), "one.wasm": componentOf("wasi:cli/run@0.3.0"), "other.wasm": componentOf("wasi:cli/run@0.3.0") });
    const { stderr } = await act("run", suite, "--name", "own", "runtime=fake-honest");
    expect(stderr.split("\n")[0]).toBe("not run in fake-honest: 2 tests of wasip3; it has wasip1");
  });

  test("a test has its folder for itself, and whatever it leaves there is right", async () => {
    const writes = moduleOf(`(module
      (import "wasi_snapshot_preview1" "path_create_directory" (func $make (param i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (memory (export "memory") 1) (data (i32.const 0) "new")
      (func (export "_start") (call $exit (call $make (i32.const 3) (i32.const 0) (i32.const 3)))))`);
    put({ "a.wasm": writes, "a.json": '{"root":"fs"}', "b.wasm": writes, "b.json": '{"root":"fs"}', "fs/kept": "", "fs/data.wasm": "no test" });
    const { code, stderr } = await act("run", suite, "--name", "own", "--repeat", "2");
    expect(code, stderr).toBe(0);
  });

  test.each<[string, Record<string, string | Buffer>, RegExp]>([
    ["a file that is no JSON", { "a.wasm": exitBy(0), "a.json": "{" }, /a\.json: not JSON[\s\S]*suite\/json/],
    ["a folder that is not there", { "a.wasm": exitBy(0), "a.json": '{"root":"gone"}' }, /a\.json: there is no folder "gone"/],
    ["a folder outside", { "a.wasm": exitBy(0), "a.json": '{"root":"../../etc"}' }, /a\.json: the folder "\.\.\/\.\.\/etc" is outside/],
    ["an exit that is no number", { "a.wasm": exitBy(0), "a.exit": "well\n" }, /a\.exit: expected an exit code/],
    ["no test", { "a.txt": "" }, /hold no \.wasm or \.wast file/],
  ])("refuses %s, with its place", async (_, files, message) => {
    put(files);
    const { code, stderr } = await act("run", suite, "--name", "own");
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test("refuses a name that the catalog has, a folder that is not there, and an action that is none", async () => {
    put({ "a.wasm": exitBy(0) });
    for (const [words, message] of [
      [["run", suite, "--name", "must"], /like the workload must-/],
      [["run", join(suite, "gone")], /there is no folder/],
      [["run", suite, "--expectations", join(scratch, "gone.toml")], /gone\.toml: there is no such/],
      [["play", suite], /no action "play"/],
    ] as const) {
      const { code, stderr } = await act(...words);
      expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    }
  });

  test("a link that leads out of a test's folder stays a link: nothing of this machine is copied", async () => {
    put({ "a.wasm": exitBy(0), "a.json": '{"root":"fs"}', "fs/kept": "" });
    symlinkSync("/etc", join(suite, "fs/etc"));
    const { code, stderr } = await act("run", suite, "--name", "linked");
    expect(code, stderr).toBe(0);
    const [laid] = globSync(join(store, "suites/*/workloads/linked-a/fixtures/0"));
    expect(readdirSync(laid ?? "", { withFileTypes: true }).map((entry) => [entry.name, entry.isSymbolicLink()])).toEqual([
      ["etc", true],
      ["kept", false],
    ]);
  });
});
