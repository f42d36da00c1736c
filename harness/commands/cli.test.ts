import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sleep } from "../host/clock.ts";
import { architecture } from "../host/machine.ts";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, journals, processesOf, readOutcomes, start } from "../mini/cli.ts";
import { golden, laneOf, type Trait } from "../mini/traits.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";
import { readJournal } from "../record/read.ts";

const stores: string[] = [];
const newStore = (): string => {
  const store = openStore();
  stores.push(store);
  return store;
};
const common = newStore();
const trees: Tree[] = [];
const newTree = (traits: readonly Trait[] = ["honest"], store = common): Tree => {
  const tree = makeTree(traits, store);
  trees.push(tree);
  return tree;
};
afterAll(() => {
  for (const tree of trees) tree.remove();
  for (const store of stores) removeStore(store);
});

const honest = laneOf("honest", architecture());
const edit = (path: string, from: string, to: string): void => {
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
};

describe("what is wrong in a project turns its cells red", () => {
  test("one changed byte of an expected output", async () => {
    const tree = newTree();
    edit(tree.at("workloads/hello/expected/line.txt"), "hello", "hallo");
    const said = await gatehouse(tree, ["run", "--json"]);
    expect(mismatch("matrix", JSON.parse(said.stdout))).toBeUndefined();
    const { failures, journal } = JSON.parse(said.stdout);
    expect(said.code).toBe(1);
    expect(readOutcomes(journal)).toEqual({ [honest]: { ...golden.honest, "hello/line": "fail stdout" } });
    expect(failures).toMatchObject([{ cause: "stdout", detail: expect.stringContaining("first difference at byte 1") }]);
  });

  test("a port that does not compile: its cells fail, the others do not, and the message says where", async () => {
    const tree = newTree();
    edit(tree.at("workloads/echo/wat.wasip1/main.wat"), "i32.eqz", "i32.eqs");
    const said = await gatehouse(tree, ["run", "--json"]);
    const { failures, journal } = JSON.parse(said.stdout);
    expect(said.code).toBe(1);
    expect(readOutcomes(journal)).toEqual({ [honest]: { ...golden.honest, "echo/bytes": "fail build" } });
    const line =
      readFileSync(tree.at("workloads/echo/wat.wasip1/main.wat"), "utf8")
        .split("\n")
        .findIndex((text) => text.includes("i32.eqs")) + 1;
    expect(failures).toMatchObject([{ cause: "build", detail: expect.stringMatching(new RegExp(`^main\\.wat:${line}:\\d+: unknown operator`)) }]);
  });

  test("a missing tool: nothing can run, and it says what to install", async () => {
    const tree = newTree(["honest"], newStore());
    const bin = tree.at("bin");
    mkdirSync(bin);
    // All but npm, and a store that holds no package.
    symlinkSync(process.execPath, `${bin}/node`);
    const env = { PATH: bin, GATEHOUSE_STORE: tree.at("store") };
    const run = await gatehouse(tree, ["run", "--json"], env);
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining("not here: toolchain wat/wasm-tools: npm") });
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: "run/nothing", exit: 3 } });
    const doctor = await gatehouse(tree, ["doctor", "--json"], env);
    expect(doctor.code).toBe(1);
    expect(JSON.parse(doctor.stdout).toolchains).toMatchObject([
      { id: "wat/wasm-tools", ok: false, evidence: [{ name: "npm", pass: false, info: "there is no npm on PATH", hint: "install Node.js with npm" }] },
    ]);
  });
});

describe("usage", () => {
  const tree = newTree(["honest", "ansi"]);

  test.each([
    ["an unknown filter word", ["run", "colour=red"], /filter\/unknown-word.*\n {2}words are: workload, /],
    ["an id that fits nothing", ["run", "workload=hallo"], /nothing fits "workload=hallo".*\n {2}did you mean workload=hello\?/],
    ["an id like no other", ["run", "workload=qqqqq"], /nothing fits "workload=qqqqq".*\n {2}languages: wat; workloads: echo, hello, /],
    ["an unknown run", ["matrix", "1999"], /there is no run "1999".*\n {2}\S/],
    ["an unknown cell", ["show", "nonsense"], /error: .*\n {2}\S/],
    ["an unknown command", ["rum"], /unknown command 'rum'/],
    ["an unknown option", ["run", "--colour"], /unknown option '--colour'/],
    ["a number that is none", ["run", "--jobs", "many"], /whole number/],
    ["a profile that is none", ["run", "--profile", "slow"], /quick, full, deep/],
  ])("%s is exit code 2, with a hint and nothing on standard output", async (_, args, says) => {
    const said = await gatehouse(tree, args);
    expect(said.stderr).toMatch(says);
    expect(said).toMatchObject({ code: 2, stdout: "" });
  });

  test("the help of every command has examples", async () => {
    const { stdout } = await gatehouse(tree, ["--help"]);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map((match) => match[1] as string).filter((name) => name !== "help");
    expect(commands).toEqual(expect.arrayContaining(["run", "matrix", "show", "provision", "doctor"]));
    for (const name of commands) {
      const help = await gatehouse(tree, [name, "--help"]);
      expect(help, name).toMatchObject({ code: 0, stderr: "" });
      expect(help.stdout, name).toMatch(new RegExp(`\\nExamples:\\n {2}./gatehouse ${name}`));
    }
  });

  test("--json of every command is JSON, and nothing in a pipe has colours", async () => {
    const own = newTree(["honest", "ansi"]);
    for (const args of [
      ["run"],
      ["matrix"],
      ["capabilities"],
      ["show", "hello/line,fake-honest"],
      ["show", "hello/line,*ansi*"],
      ["provision"],
      ["doctor"],
      ["run", "--list"],
    ]) {
      const json = await gatehouse(own, [...args, "--json"]);
      expect(() => JSON.parse(json.stdout), `${args.join(" ")} --json`).not.toThrow();
      const plain = await gatehouse(own, args);
      expect(plain.stdout.length, args.join(" ")).toBeGreaterThan(0);
      for (const text of [json.stdout, json.stderr, plain.stdout, plain.stderr]) expect(text, args.join(" ")).not.toContain("\u001b");
    }
  });
});

describe("runs", () => {
  test("the second run compiles nothing", async () => {
    const tree = newTree(["honest"], newStore());
    const reused = async (): Promise<boolean[]> => {
      const { stdout } = await gatehouse(tree, ["run", "--json"]);
      return readJournal(JSON.parse(stdout).journal).lines.flatMap((line) => (line.kind === "artifact" ? [line.reused] : []));
    };
    expect(await reused()).toEqual(Array(7).fill(false));
    expect(await reused()).toEqual(Array(7).fill(true));
    expect((await gatehouse(tree, ["matrix"])).stdout).toContain("0 artifacts compiled, 7 reused");
  });

  test("an interrupted run ends soon, keeps what was done, and shows the rest as lost", async () => {
    const tree = newTree(["hangs"]);
    const { child, said } = start(tree, ["run", "--json", "--jobs", "1"]);
    const path = (): string => journals(tree)[0] ?? "";
    while (!existsSync(path()) || !readFileSync(path(), "utf8").includes('"kind":"row"')) await sleep(10);
    const hung = (): number => (readFileSync(path(), "utf8").match(/"kind":"row","cell":"(?!must-)/g) ?? []).length;
    const before = hung();
    child.kill("SIGINT");
    const { code, stderr } = await said;
    // A cell that hangs is not waited for, or it would have a row.
    expect(hung()).toBe(before);
    expect(code, stderr).toBe(130);
    const { lines } = readJournal(path());
    const rows = lines.filter((line) => line.kind === "row").length;
    expect(lines.at(-1)).toMatchObject({ kind: "footer", interrupted: true, rows });
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(7);
    const matrix = await gatehouse(tree, ["matrix", "--json"]);
    expect(matrix.code).toBe(1);
    expect(JSON.parse(matrix.stdout)).toMatchObject({ complete: false, planned: 7, totals: { lost: 7 - rows } });
    expect(processesOf(tree)).toEqual([]);
  });

  test("a release that is slow has that much more time", async () => {
    const tree = newTree(["hangs"]);
    const releases = tree.at("harness/runtimes/fake-hangs/releases.toml");
    writeFileSync(releases, `${readFileSync(releases, "utf8")}slowdown = 1.5\n`);
    await gatehouse(tree, ["run", "hello", "--json"]);
    const { lines } = readJournal(journals(tree)[0] ?? "");
    const [row] = lines.flatMap((line) => (line.kind === "row" && line.state === "ran" && line.cell.startsWith("hello/") ? [line.observation] : []));
    expect(row).toMatchObject({ ending: { how: "limit", limit: "time" } });
    expect(row?.wallMs).toBeGreaterThan(4400);
  });

  test("an engine of this machine takes nothing of what would build another one", async () => {
    const tree = newTree(["honest"]);
    const manifest = tree.at("harness/runtimes/fake-honest/runtime.toml");
    const built = `from = "cargo"
name = "fake"
bin = { node = "node" }
takes = ["compiler"]
steps = [{ remove = "{package}/source" }]
path = { command = "node", version = ["--version"], range = ">=20", hint = "install Node.js 20 or newer" }
[package.compiler]
from = "path"
path = { command = "no-such-compiler", version = ["--version"], range = "1", hint = "install it" }
`;
    const [head, tail] = readFileSync(manifest, "utf8").split(/from = "path"\n.*\n/);
    writeFileSync(manifest, `${head}${built}${tail}`);
    writeFileSync(tree.at("harness/runtimes/fake-honest/releases.toml"), "[[release]]\ncurrent = true\n");
    const said = await gatehouse(tree, ["run", "hello", "--json"]);
    expect(readOutcomes(journals(tree)[0] ?? "")[`fake-honest@1.0.0/nil:host-${architecture()}`], said.stderr).toMatchObject({ "hello/line": "pass" });
  });

  test("an engine that may be missing is missed where a variable names it", async () => {
    const tree = newTree(["honest", "traps"]);
    const manifest = tree.at("harness/runtimes/fake-traps/runtime.toml");
    const text = readFileSync(manifest, "utf8").replace('command = "node"', 'command = "no-such-engine", named-by = "MINI_ENGINE"');
    writeFileSync(manifest, text);
    writeFileSync(tree.at("harness/runtimes/fake-traps/releases.toml"), "[[release]]\ncurrent = true\noptional = true\n");
    const lanesOf = async (env: NodeJS.ProcessEnv): Promise<string[]> =>
      JSON.parse((await gatehouse(tree, ["doctor", "--json"], env)).stdout).lanes.map(({ id }: { id: string }) => id);
    const honest = `fake-honest@1.0.0/nil:host-${architecture()}`;
    expect(await lanesOf({})).toEqual([honest]);
    expect(await lanesOf({ MINI_ENGINE: "/no/such/engine" })).toEqual([honest, `fake-traps@unknown/nil:host-${architecture()}`]);
  });

  test("two runs at once, on one store that is empty", async () => {
    const tree = newTree(["honest"], newStore());
    const both = await Promise.all([1, 2].map(() => gatehouse(tree, ["run", "--json"])));
    for (const { code, stdout, stderr } of both) {
      expect(code, stderr).toBe(0);
      expect(readOutcomes(JSON.parse(stdout).journal)).toEqual({ [honest]: golden.honest });
    }
    expect(new Set(journals(tree).map(dirname)).size).toBe(2);
  });
});
