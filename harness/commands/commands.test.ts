import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { clientEnvironment } from "../host/environment.ts";
import { runTool } from "../host/tool.ts";
import type { Told } from "../judge/run.fixture.ts";
import { observed } from "../judge/seen.fixture.ts";
import { kept, ownFolder, plantProject, plantRun, put } from "../review/project.fixture.ts";

const root = plantProject();
// A runtime that takes a config file.
cpSync(join(import.meta.dirname, "../runtimes/enarx"), join(root, "harness/runtimes/enarx"), { recursive: true });
const lane = "wasmtime@49.0.3/nil:host-x86_64";
const fail: Told = {
  verdict: { is: "fail", cause: "limit", detail: "" },
  observation: observed("", { stdout: kept("count 2\u001b[2J\n"), ending: { how: "limit", limit: "output" } }),
};
plantRun(root, { "args/none,zig/zig.wasip1": {} }, { run: "20260101T120000000Z-aaaa", lane });
plantRun(root, { "args/none,zig/zig.wasip1": {}, "args/plain,zig/zig.wasip1": fail }, { run: "20260102T120000000Z-aaaa", lane }, ["count 2\u001b[2J\n"]);
const old = "20260101";

/** Runs the real command line on a project; `env` besides the usual. */
const gatehouse = async (argv: readonly string[], of = root, env: Record<string, string> = {}) => {
  const program = join(import.meta.dirname, "../gatehouse.mjs");
  const { exitCode, stdout, stderr } = await runTool([process.execPath, program, "-C", of, ...argv], {
    env: { ...clientEnvironment(), GATEHOUSE_STORE: join(of, "store"), NO_COLOR: "1", GITHUB_ACTIONS: "", ...env },
    timeoutMs: 60_000,
    cwd: ownFolder(),
  });
  return { code: exitCode, stdout, stderr };
};

describe("help", () => {
  test("of everything names every command, in order", async () => {
    const { code, stdout } = await gatehouse(["--help"]);
    const named = [...stdout.matchAll(/^ {2}([a-z][a-z-]+) /gm)].map(([, name]) => name);
    expect(code).toBe(0);
    expect(named.slice(0, 4)).toEqual(["run", "gate", "bench", "size"]);
    const files = readdirSync(import.meta.dirname).filter(
      (name) => !name.includes(".test.") && readFileSync(join(import.meta.dirname, name), "utf8").includes("export const command = declare("),
    );
    expect(new Set(named)).toEqual(new Set([...files.map((name) => name.replace(".ts", "")), "help"]));
  });

  test("of a command has its options, --json, and examples", async () => {
    const { code, stdout } = await gatehouse(["gate", "--help"]);
    expect(code).toBe(0);
    for (const part of ["--candidate <release>", "--junit <file>", "--json", "Examples:\n  ./gatehouse gate "]) expect(stdout).toContain(part);
  });

  test.each([[["nothing"]], [["run", "--nothing"]], [["show"]], [["merge"]], [["bench", "--cache", "hot"]]])("%j is wrong", async (argv) => {
    const { code, stdout, stderr } = await gatehouse(argv);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: .*\n\(add --help/);
  });
});

test("a reader that closes the pipe changes neither exit code nor output", async () => {
  const script = 'set -o pipefail; "$0" "$@" | true';
  const program = join(import.meta.dirname, "../gatehouse.mjs");
  const said = await runTool(["bash", "-c", script, process.execPath, program, "run", "--help"], {
    env: clientEnvironment(),
    timeoutMs: 60_000,
    cwd: ownFolder(),
  });
  expect(said).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
});

describe("what shows a run", () => {
  test.each<[string[], number, RegExp]>([
    [["matrix", old], 0, /^2 cells: 2 passed$/m],
    [["matrix"], 1, /^3 cells: 2 passed, 1 failed$/m],
    [["matrix", "case=none"], 0, /^1 cell: 1 passed$/m],
    [["matrix", old, "args", "zig"], 0, /^1 cell: 1 passed$/m],
    [["capabilities", "zig"], 0, /^ {2}args/m],
    [["show", "args/plain"], 1, /^fail \(limit, blame: [a-z]+\)$/m],
    [["show", "args/plain"], 1, /^ {2}\| count 2./m],
    [["show", "args/none", "--run", old], 0, /^pass$/m],
    [["expect", old], 0, /^every failure of this run is known, or there is none$/m],
    [["expect"], 1, /^cells = "\*\/plain,/m],
    [["publish", old, "--dry-run"], 0, /^nothing is written: this is what publishing run 20260101/m],
    [["capabilities", old], 0, /^args +yes$/m],
    [["capabilities", old, "--all"], 0, /^ {2}args +yes$/m],
    [["releases"], 0, /^nothing is published yet: \.\/gatehouse publish RUN$/m],
    [["config", "args/plain"], 0, /^args = \[ "main.wasm", "one", "two", "three" \]$/m],
  ])("%j", async (argv, code, pattern) => {
    const said = await gatehouse(argv);
    expect(said.code, said.stderr).toBe(code);
    expect(said.stdout).toMatch(pattern);
    expect(said.stdout).not.toContain("\u001b");
  });

  test.each<[string[], number, object]>([
    [["matrix"], 1, { totals: { passed: 2, failed: 1 }, failures: [{ cause: "limit" }] }],
    [["show", "args/plain"], 1, { cell: `args/plain,zig/zig.wasip1,${lane}`, state: { is: "judged" } }],
    [["expect"], 1, { run: "20260102T120000000Z-aaaa", proposals: [{ cause: "limit", count: 1 }] }],
    [["publish", old, "--dry-run"], 0, { written: false, files: [{ lane, cells: 2, passed: 2 }] }],
    [["config", "args/plain"], 0, { programs: [{ role: "main" }] }],
  ])("%j --json", async (argv, code, value) => {
    const said = await gatehouse([...argv, "--json"]);
    expect(said.code, said.stderr).toBe(code);
    expect(JSON.parse(said.stdout)).toMatchObject(value);
    expect(said.stdout).not.toContain("\u001b");
  });

  test.each<[string[], string]>([
    [["matrix", "2030"], "run/unknown"],
    [["matrix", "case=never"], "filter/no-match"],
    [["show", "args"], "cell/unknown"],
    [["repro", "args/plain"], "repro/"],
    [["gate"], "gate/candidate"],
    [["bench", "--publish", "x"], "bench/publish"],
    [["new", "trick", "x"], "new/unknown-kind"],
    [["check", "nowhere"], "check/no-such-path"],
    [["run", "language=cobol"], "filter/no-match"],
  ])("%j is refused in one line and a hint", async (argv, code) => {
    const said = await gatehouse(argv);
    expect([said.code, said.stdout]).toEqual([2, ""]);
    expect(said.stderr).toContain(`[${code}`);
  });
});

describe("reports beside standard output", () => {
  test("are JUnit and Markdown of the same run", async () => {
    const folder = ownFolder();
    const [junit, markdown] = [join(folder, "deep/run.xml"), join(folder, "run.md")];
    const said = await gatehouse(["matrix", "--junit", junit, "--markdown", markdown]);
    expect(said.code).toBe(1);
    expect(readFileSync(junit, "utf8")).toContain('<testsuites name="gatehouse" tests="3" failures="1" errors="0" skipped="0">');
    expect(readFileSync(markdown, "utf8")).toContain("## Gatehouse: 2 of 3 cells passed");
    expect(said.stdout).toMatch(/^3 cells: 2 passed, 1 failed$/m);
  });

  test("that cannot be written are told at once", async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, "file"), "");
    const said = await gatehouse(["matrix", old, "--junit", join(folder, "file/run.xml")]);
    expect([said.code, said.stdout]).toEqual([2, ""]);
    expect(said.stderr).toMatch(/\[usage\/output\]\n {2}name a file in a folder that can be written\n$/);
  });

  test("go to the page and the log of a CI service", async () => {
    const page = join(ownFolder(), "summary.md");
    writeFileSync(page, "# before\n");
    const said = await gatehouse(["matrix"], root, { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: page });
    expect(readFileSync(page, "utf8")).toMatch(/^# before\n## Gatehouse/);
    expect(said.stderr).toMatch(/^::error title=limit%3A 1 cell%2C blame%3A /m);
  });
});

describe("what writes into a project", () => {
  test("new makes a folder and says what to do next", async () => {
    const own = plantProject();
    const said = await gatehouse(["new", "workload", "fresh"], own);
    expect(said.code).toBe(0);
    expect(said.stdout).toMatch(/^new {2}workload fresh\n {2}workloads\/fresh\/workload.toml\nnext\n/);
    expect(existsSync(join(own, "workloads/fresh/workload.toml"))).toBe(true);
    const again = await gatehouse(["new", "workload", "fresh", "--json"], own);
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([2, { error: { code: "new/exists", exit: 2 } }]);
  });

  test("expect writes proposals, and tells where", async () => {
    const own = plantProject();
    plantRun(own, { "args/plain,zig/zig.wasip1": fail }, { lane });
    const said = await gatehouse(["expect", "--update"], own);
    expect([said.code, existsSync(join(own, "results/expectations/proposed.toml"))]).toEqual([1, true]);
    expect(said.stderr).toContain("results/expectations/proposed.toml: fill in each reason");
  });

  test("publish writes, and releases shows it", async () => {
    const own = plantProject();
    plantRun(own, { "args/none,zig/zig.wasip1": {} }, { lane });
    expect((await gatehouse(["publish"], own)).stdout).toMatch(/^run 20260101T120000000Z-aaaa is published$/m);
    expect((await gatehouse(["releases"], own)).stdout).toMatch(/^ {2}zig +1\/1$/m);
  });

  test("check tells what is wrong with a manifest before anything is run", async () => {
    const own = plantProject();
    put(join(own, "workloads/args/workload.toml"), 'id = "args"\n');
    const said = await gatehouse(["check", "workloads/args"], own);
    expect(said.code).toBe(2);
    expect(said.stdout).toMatch(/^error: workloads\/args\/workload.toml:.*\n/);
    expect(said.stdout).toMatch(/^not accepted$/m);
    const json = await gatehouse(["check", "workloads/args", "--json"], own);
    expect(JSON.parse(json.stdout)).toMatchObject({ verdict: "not accepted", exit: 2, problems: [{ code: "manifest/schema" }], reports: [] });
  });
});
