import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digest } from "../host/digest.ts";
import { gatehouse, type Said } from "../mini/cli.ts";
import type { Trait } from "../mini/traits.ts";
import { makeTree, namePrograms, openStore, removeStore, type Tree } from "../mini/tree.ts";
import { hexOf } from "../model/digest.ts";
import { readJournal } from "../record/read.ts";

const runtimes = join(import.meta.dirname, "../runtimes");
const traits: readonly Trait[] = ["honest", "wrong-last-byte", "leaves-files", "exits-3", "traps", "hangs", "dies-by-signal", "forks-and-stays"];

const broken = '(module (import "nowhere" "nothing" (func';

describe.skipIf(process.platform !== "linux")("gatehouse repro", () => {
  const store = openStore();
  const elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
  let tree: Tree;
  let journal = "";
  let modules = "";
  let count = 0;

  const repro = (cell: string, ...more: string[]): Promise<Said> => gatehouse(tree, ["repro", cell, ...more]);
  /** Writes a cell's folder, and returns it. */
  const write = async (cell: string): Promise<string> => {
    const out = join(elsewhere, `of ${count++}`, "it's a 'folder'");
    const { code, stderr } = await repro(cell, "--out", out);
    expect(code, stderr).toBe(0);
    return out;
  };
  const run = (folder: string): { code: number | null; text: string; stderr: string } => {
    const env = { PATH: "/usr/bin:/bin", NODE: process.execPath, JCO_ENGINE_FOLDER: modules };
    const { status, stdout, stderr } = spawnSync("/bin/sh", [join(folder, "run.sh")], { cwd: "/", env, encoding: "utf8" });
    return { code: status, text: stdout, stderr };
  };

  beforeAll(async () => {
    tree = makeTree(traits, store);
    namePrograms(tree, traits);
    for (const id of ["node-wasi", "jco"]) cpSync(join(runtimes, id), tree.at("harness/runtimes", id), { recursive: true });
    cpSync(tree.at("workloads/hello"), tree.at("workloads/unbuilt"), { recursive: true });
    const manifest = readFileSync(tree.at("workloads/unbuilt/workload.toml"), "utf8");
    writeFileSync(tree.at("workloads/unbuilt/workload.toml"), manifest.replace('id = "hello"', 'id = "unbuilt"'));
    writeFileSync(tree.at("workloads/unbuilt/wat.wasip1/main.wat"), broken);
    cpSync(tree.at("workloads/must-differ"), tree.at("workloads/component"), { recursive: true });
    const differ = readFileSync(tree.at("workloads/component/workload.toml"), "utf8");
    const edits = [
      ['"must-differ"', '"component"'],
      ['"trust"', '"probe"'],
      ['must-fail = "stdout"\n', ""],
      ["right\\n", "wrong\\n"],
    ] as const;
    writeFileSync(
      tree.at("workloads/component/workload.toml"),
      edits.reduce((text, [from, to]) => text.replace(from, to), differ),
    );
    // What shells would take amiss, in a program that says nothing of it: the engine must get it all the same.
    cpSync(tree.at("workloads/note"), tree.at("workloads/hostile"), { recursive: true });
    const note = readFileSync(tree.at("workloads/note/workload.toml"), "utf8");
    const words = ["note", "", "'", '"', "$(touch owned)", "`touch owned`", "a\nb", "\\", "é", "--", "*"];
    writeFileSync(
      tree.at("workloads/hostile/workload.toml"),
      note.replace('id = "note"', 'id = "hostile"').replace('args = ["note"]', `args = ${JSON.stringify(words)}`),
    );
    const said = await gatehouse(tree, ["run", "--profile", "full", "--json"], {}, 110_000);
    journal = JSON.parse(said.stdout).journal;
    const jco = readJournal(journal).lines.find((line) => line.kind === "row" && line.cell.includes("jco@") && "observation" in line);
    const argv = jco?.kind === "row" && "observation" in jco ? (jco.observation?.argv ?? []) : [];
    modules = argv.find((word) => word.startsWith("--modules="))?.slice("--modules=".length) ?? "";
  }, 120_000);
  afterAll(() => {
    tree.remove();
    removeStore(store);
    rmSync(elsewhere, { recursive: true, force: true });
  });

  test("takes what a report offers to be taken elsewhere", async () => {
    const { stdout } = await gatehouse(tree, ["matrix"]);
    const [, cell = ""] = /as a folder that anybody can run: \.\/gatehouse repro (\S+)/.exec(stdout) ?? [];
    await write(cell);
  });

  test.each([
    ["hello/line,wat,node-wasi", 0, "The contract holds."],
    ["echo/bytes,wat,node-wasi", 0, "PASS  stdout: the 100000 bytes that are expected"],
    ["note/file,wat,node-wasi", 0, "PASS  files in /data: as expected"],
    ["hostile/file,wat,node-wasi", 0, "PASS  files in /data: as expected"],
    ["component/output,wat,jco", 0, "The contract holds."],
    ["must-differ/output,wat,jco", 0, "It fails by its stdout, as it was made to"],
    ["must-trap/trap,wat,node-wasi", 0, "It fails by its trap, as it was made to"],
    ["must-exit-3/three,wat,node-wasi", 0, "The contract holds."],
    ["hello/line,fake-honest", 0, "The contract holds."],
    ["echo/bytes,fake-wrong-last-byte", 1, "FAIL  stdout: 100000 bytes that are not the expected ones"],
    ["note/file,fake-leaves-files", 1, "FAIL  files in /data: not as expected"],
    ["hello/line,fake-exits-3", 1, "FAIL  ending: exit 3, expected: exit 0"],
    ["hello/line,fake-traps", 1, "FAIL  ending: trap (exit code 1), expected: exit 0"],
    ["hello/line,fake-dies-by-signal", 1, "FAIL  ending: signal (exit code 134), expected: exit 0"],
    ["hello/line,fake-hangs", 1, "FAIL  ending: no end within 3 s"],
  ])("%s: in an empty environment its script ends with %i", async (cell, code, line) => {
    const folder = await write(cell);
    // Far from the project: what the folder does not hold is not there.
    const moved = join(elsewhere, `moved ${count++}`);
    cpSync(folder, moved, { recursive: true, verbatimSymlinks: true });
    rmSync(dirname(folder), { recursive: true });
    const said = run(moved);
    expect(said.text, said.stderr).toContain(line);
    expect(said.code, said.text).toBe(code);
    if (code === 1) expect(said.text).toContain("That is what the run saw too.");
    // Again, on what the first left behind.
    expect(run(moved)).toMatchObject({ code });
    expect(spawnSync("grep", ["-rl", "-e", tree.root, "-e", store, "-e", process.execPath, moved]).stdout.toString()).toBe("");
  });

  test("what a shell cannot see is told, and is not well", async () => {
    const folder = await write("hello/line,fake-forks-and-stays");
    const script = readFileSync(join(folder, "run.sh"), "utf8");
    // Not run: it would leave a process behind.
    expect(script).toMatch(/but the run saw what a shell cannot: it left processes behind\.'\nexit 3\n$/);
  });

  test("the folder holds all that its README names", async () => {
    const folder = await write("note/file,wat,node-wasi");
    for (const path of [
      "README.md",
      "issue.md",
      "run.sh",
      "program.wasm",
      "input/stdin",
      "expected/exit",
      "expected/stdout",
      "expected/directory-0/note.txt",
      "actual/ending",
      "actual/files.json",
      "actual/stdout",
      "host/host.mjs",
      "source/main.wat",
      "outside.txt",
      "outside/link",
    ])
      expect(existsSync(join(folder, path)), path).toBe(true);
    expect(existsSync(join(folder, "config"))).toBe(false);
  });

  test("an archive is the same bytes each time, and holds what the folder holds", async () => {
    const [one, other] = ["a", "b"].map((name) => join(elsewhere, name, "x.tar.gz")) as [string, string];
    for (const out of [one, other]) expect(await repro("note/file,wat,node-wasi", "--archive", "--out", out)).toMatchObject({ code: 0 });
    expect(digest(readFileSync(one))).toBe(digest(readFileSync(other)));
    const folder = await write("note/file,wat,node-wasi");
    const unpacked = join(elsewhere, "unpacked");
    mkdirSync(unpacked);
    expect(spawnSync("tar", ["-xzf", one, "-C", unpacked]).status).toBe(0);
    const list = (of: string): string[] => readdirSync(of, { recursive: true, encoding: "utf8" }).sort();
    expect(list(join(unpacked, "x"))).toEqual(list(folder));
    expect(run(join(unpacked, "x"))).toMatchObject({ code: 0 });
    expect(await repro("note/file,wat,node-wasi", "--archive", "--out", one)).toMatchObject({ code: 2, stderr: expect.stringContaining("is there already") });
  });

  test("--json tells what was written", async () => {
    const out = join(elsewhere, "as-json");
    const said = await repro("hello/line,wat,node-wasi", "--json", "--out", out);
    const told = JSON.parse(said.stdout) as { files: { path: string; digest: string }[] };
    expect(told).toMatchObject({ out, archive: false, cell: expect.stringContaining("hello/line") });
    for (const { path, digest: own } of told.files) expect(digest(readFileSync(join(out, path))), path).toBe(own);
  });

  test("where there is nothing to run, or no room: one error, exit code 2, nothing written", async () => {
    const refused = async (cell: string, message: RegExp, ...more: string[]): Promise<void> => {
      const out = join(elsewhere, `refused ${count++}`);
      const said = await repro(cell, "--out", out, ...more);
      expect(said.code, said.stderr).toBe(2);
      expect(said.stderr.split("\n").filter((line) => line.startsWith("error: "))).toEqual([expect.stringMatching(message)]);
      expect(existsSync(out)).toBe(false);
    };
    await refused("unbuilt/line,wat,node-wasi", /did not compile: there is no binary to run/);
    await refused("no-such-cell", /the run has no cell/);
    await refused("node-wasi", /fits \d+ cells/);
    const out = join(elsewhere, "taken");
    mkdirSync(out);
    expect(await repro("hello/line,wat,node-wasi", "--out", out)).toMatchObject({ code: 0 });
    expect(await repro("hello/line,wat,node-wasi", "--out", out)).toMatchObject({ code: 2, stderr: expect.stringContaining("not an empty folder") });
  });

  test("a contract, a command or a binary that is not the one that ran is refused", async () => {
    const change = async (file: string, from: string, to: string, message: RegExp): Promise<void> => {
      const text = readFileSync(file, "utf8");
      expect(text).toContain(from);
      writeFileSync(file, text.replace(from, to));
      const said = await repro("hello/line,wat,node-wasi", "--out", join(elsewhere, `changed ${count++}`));
      writeFileSync(file, text);
      expect(said).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    };
    await change(tree.at("workloads/hello/expected/line.txt"), "hello", "hullo", /contract of hello\/line has changed/);
    await change(tree.at("workloads/hello/workload.toml"), 'args = ["hello"]', 'args = ["hello", "x"]', /contract of hello\/line has changed/);
    await change(
      tree.at("harness/runtimes/node-wasi/runtime.toml"),
      '"--disable-warning=ExperimentalWarning"',
      '"--no-warnings"',
      /another command than the one that ran/,
    );
    const row = readJournal(journal).lines.find((line) => line.kind === "artifact" && line.build.startsWith("hello,"));
    const wasm = join(store, "artifacts", row?.kind === "artifact" ? hexOf(row.key) : "", "program.wasm");
    const bytes = readFileSync(wasm);
    writeFileSync(wasm, "another");
    const said = await repro("hello/line,wat,node-wasi", "--out", join(elsewhere, "of-another"));
    writeFileSync(wasm, bytes);
    expect(said).toMatchObject({ code: 2, stderr: expect.stringMatching(/the store holds another one.*\.\/gatehouse run hello\/line/s) });
  });
});
