import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, type Said, start } from "../mini/cli.ts";
import type { Trait } from "../mini/traits.ts";
import { namePrograms, openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { Shrunk } from "../model/generated/shrink.ts";
import { makeLarge } from "./shrink.fixture.ts";

describe.skipIf(process.platform !== "linux")("gatehouse shrink", { timeout: 240_000 }, () => {
  const store = openStore();
  const trees: Tree[] = [];
  const plant = (traits: readonly Trait[]): Tree => {
    const tree = makeLarge(traits, store);
    namePrograms(tree, traits);
    trees.push(tree);
    return tree;
  };
  const shrink = async (tree: Tree, cell: string, ...words: readonly string[]): Promise<{ said: Said; told: Shrunk }> => {
    const said = await gatehouse(tree, ["shrink", cell, "--out", tree.at("small"), "--steps", "4", "--json", ...words]);
    if (said.code !== 0) return { said, told: undefined as unknown as Shrunk };
    const told: Shrunk = JSON.parse(said.stdout);
    expect(mismatch("output", { shrink: told }), said.stdout.slice(0, 300)).toBeUndefined();
    return { said, told };
  };

  afterAll(() => {
    for (const tree of trees) tree.remove();
    removeStore(store);
  });

  test("leaves what the failure takes: the small cell fails in the same way, and passes where the whole one does", async () => {
    const tree = plant(["wrong-last-byte", "honest"]);
    const { said, told } = await shrink(tree, "hello/line,wat,fake-wrong-last-byte");
    expect([said.code, said.stderr]).toEqual([0, expect.stringContaining("functions: 6 of 7 are not needed")]);
    expect(told).toMatchObject({ failure: expect.stringMatching(/^stdout: .*found "hello from a mini progra/), complete: true, notes: [] });
    expect(told.passes).toMatch(/^fake-honest@/);
    expect(told.before).toMatchObject({ functions: 7, arguments: 3, stdin: 1000, files: 3 });
    // Without any argument the engine is as good as any.
    expect(told.after).toMatchObject({ arguments: 1, stdin: 0, files: 0 });
    expect(told.after.bytes).toBeLessThan(200);
    // Every command takes what was written.
    const ran = await gatehouse(tree, ["--with", told.folder, "run", "--profile", "full", "workload=shrunk-hello-line", "--json"]);
    const states = JSON.stringify(JSON.parse(ran.stdout));
    expect([ran.code, states]).toEqual([1, expect.stringContaining("shrunk-hello-line")]);
    const repro = await gatehouse(tree, ["--with", told.folder, "repro", "--run", told.run ?? "", told.small, "--out", tree.at("repro")]);
    expect(repro.code, repro.stderr).toBe(0);
    expect(readFileSync(tree.at("repro/program.wasm")).length).toBe(told.after.bytes);
  });

  test("a trap is none that a missing function makes", async () => {
    const tree = plant(["traps", "honest"]);
    const { told } = await shrink(tree, "hello/line,wat,fake-traps");
    expect(told.failure).toBe("trap: unreachable");
    const ran = await gatehouse(tree, ["--with", told.folder, "run", "--profile", "full", "workload=shrunk-hello-line", "runtime=fake-honest"]);
    expect(ran.code, ran.stdout).toBe(0);
  });

  test("what fails everywhere is held to its failure alone, and says so", async () => {
    const tree = plant(["wrong-last-byte"]);
    const { told } = await shrink(tree, "hello/line,wat,fake-wrong-last-byte");
    expect([told.passes, told.notes]).toEqual([undefined, [expect.stringContaining("no other lane")]]);
  });

  test("writes the smallest so far where somebody interrupts it", async () => {
    const tree = plant(["wrong-last-byte", "honest"]);
    const { child, said } = start(tree, ["shrink", "hello/line,wat,fake-wrong-last-byte", "--out", tree.at("small"), "--json"]);
    let told = false;
    child.stderr?.on("data", (text: string) => {
      // Whoever asks twice does not wait for what is kept.
      if (!told && text.includes("functions: ")) told = child.kill("SIGINT");
    });
    const { code, stdout, stderr } = await said;
    expect(code, stderr).toBe(130);
    const small: Shrunk = JSON.parse(stdout);
    expect(small).toMatchObject({ complete: false, after: { arguments: 1, stdin: 0 } });
    expect(small.run).toBeUndefined();
    const ran = await gatehouse(tree, ["--with", small.folder, "run", "--profile", "full", "workload=shrunk-hello-line", "runtime=fake-wrong-last-byte"]);
    expect(ran.code, ran.stdout).toBe(1);
  });

  test.each<[Trait[], string, string[], string]>([
    [["honest"], "hello/line,wat,fake-honest", [], "shrink/no-failure"],
    [["wrong-last-byte", "traps"], "hello/line,wat,fake-traps", ["--passes", "fake-wrong-last-byte"], "shrink/reference"],
    [["honest"], "nothing/line,wat,fake-honest", [], "filter/no-match"],
  ])("%j: %s %j is an error that names what to do", async (traits, cell, words, code) => {
    const { said } = await shrink(plant(traits), cell, ...words);
    expect([said.code, said.stdout + said.stderr]).toEqual([2, expect.stringContaining(code)]);
  });
});
