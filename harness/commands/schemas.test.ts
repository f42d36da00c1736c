import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, journals, type Said } from "../mini/cli.ts";
import { ownPackages } from "../mini/own-packages.ts";
import { makeTree, namePrograms, openStore, removeStore, type Tree } from "../mini/tree.ts";
import { plantProject, plantRun } from "../review/project.fixture.ts";
import { exits } from "../suite/binaries.fixture.ts";

const project = join(import.meta.dirname, "../..");
const traits = ["honest", "wrong-last-byte"] as const;
const cell = "hello/line,wat,fake-wrong-last-byte";

describe.skipIf(process.platform !== "linux")("with --json", { timeout: 120_000 }, () => {
  // `doctor --verify` reads all that a store holds: the packages in this one are few.
  const store = openStore(["launch"]);
  let tree: Tree;

  /** What a command prints as JSON, held against its schema. */
  const json = async (words: readonly string[], of: Pick<Tree, "root"> = tree, key = words[0] as string): Promise<Said> => {
    const said = await gatehouse({ ...tree, ...of }, [...words, "--json"], { NO_COLOR: "1" });
    expect(said.stdout, said.stderr).not.toBe("");
    const value: unknown = JSON.parse(said.stdout);
    expect(mismatch("output", key === "error" ? value : { [key]: value }), said.stdout.slice(0, 300)).toBeUndefined();
    return said;
  };

  beforeAll(async () => {
    tree = makeTree(traits, store);
    await ownPackages(tree);
    namePrograms(tree, traits);
    const manifest = tree.at("harness/runtimes/fake-honest/runtime.toml");
    const text = readFileSync(manifest, "utf8");
    writeFileSync(manifest, text.replace(/^mode[.]run = (.*)$/m, "mode.run = $1\nmode.memory = $1"));
    expect((await json(["run"])).code).toBe(1);
  }, 120_000);
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test.each<[string, string[], number]>([
    ["run", ["run", "--list"], 0],
    ["matrix", ["matrix"], 1],
    ["judge", ["judge"], 0],
    ["show", ["show", cell], 1],
    ["show", ["show", "hello/line,wat,fake-honest"], 0],
    ["blame", ["blame", cell], 0],
    ["expect", ["expect"], 1],
    ["publish", ["publish", "--dry-run"], 0],
    ["capabilities", ["capabilities"], 0],
    ["report", ["report"], 0],
    ["provision", ["provision"], 0],
    ["doctor", ["doctor"], 0],
    ["doctor", ["doctor", "keeps"], 0],
    ["doctor", ["doctor", "--verify"], 0],
    ["check", ["check", "workloads/hello"], 1],
    ["gate", ["gate", "hello", "--candidate", "fake-wrong-last-byte@1.0.0", "--baseline", "fake-wrong-last-byte@1.0.0"], 1],
    ["size", ["size", "hello", "runtime=fake-honest"], 0],
    ["new", ["new", "workload", "fresh"], 0],
    ["completion", ["completion", "bash"], 0],
    ["clean", ["clean", "--dry-run"], 0],
    ["bench", ["bench", "hello", "runtime=fake-honest", "--rounds", "2"], 3],
  ])("%s: %j fits its schema", async (key, words, code) => {
    const said = await json(words, tree, code > 1 ? "error" : key);
    expect(said.code, said.stderr).toBe(code);
  });

  test("repro, config, merge and releases fit theirs", async () => {
    expect((await json(["repro", cell, "--out", tree.at("folder")])).code).toBe(0);
    for (const shard of ["1/2", "2/2"]) {
      const { code, stderr } = await gatehouse(tree, ["run", "--shard", shard]);
      expect([0, 1], stderr).toContain(code);
    }
    const shards = journals(tree)
      .slice(-2)
      .map((path) => basename(dirname(path)));
    expect(await json(["merge", ...shards])).toMatchObject({ code: 1 });
    expect((await json(["releases"], { root: project })).stdout).toContain("wasmtime");
    const taker = plantProject();
    cpSync(join(project, "harness/runtimes/enarx"), join(taker, "harness/runtimes/enarx"), { recursive: true });
    plantRun(taker, { "args/plain,zig/zig.wasip1": {} }, { lane: "wasmtime@49.0.3/nil:host-x86_64" });
    expect((await json(["config", "args/plain"], { root: taker })).code).toBe(0);
    expect((await json(["bench", "--from", join(project, "results/performance/runtimes")], { root: project })).stdout).toContain("cpuMs");
  });

  test.each<[string[], string]>([
    [["guide", "c"], project],
    [["guide", "--check"], project],
    [["guide", "--run", "prebuilt"], project],
    [["guide", "--update"], plantProject()],
  ])("guide: %j fits its schema", async (words, root) => {
    expect((await json(words, { root })).code).toBe(0);
  });

  test("exec fits its schema", async () => {
    writeFileSync(tree.at("ends.wasm"), exits("(call $exit (i32.const 3))"));
    const file = tree.at("ends.wasm");
    expect(await json(["exec", "--json", "--lane", "fake-honest", file])).toMatchObject({ code: 3 });
  });

  test.each<[string[], number, object]>([
    [["run", "language=rsut"], 2, { code: "filter/no-match", hint: expect.any(String), exit: 2 }],
    [["show"], 2, { code: "usage/missing-argument", exit: 2 }],
    [["run", "--nothing"], 2, { code: "usage/unknown-option", exit: 2 }],
    [["check", "nowhere"], 2, { code: "check/no-such-path" }],
    [["show", "wat"], 2, { code: "cell/unknown", more: expect.any(Array) }],
  ])("%j fails, and tells it as JSON too", async (words, code, error) => {
    const said = await json(words, tree, "error");
    expect({ code: said.code, ...JSON.parse(said.stdout) }).toEqual({ code, error: expect.objectContaining(error) });
    expect(said.stderr).toContain("error: ");
  });
});
