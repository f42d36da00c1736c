import { afterAll, describe, expect, test } from "vitest";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, journals, type Said, start } from "../mini/cli.ts";
import { openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { Bisected } from "../model/generated/bisect.ts";
import { type Made, makeHistory } from "./bisect.fixture.ts";
import { releasesBetween } from "./bisect.ts";

const cell = "hello/line,wat,fake-honest";

describe.skipIf(process.platform !== "linux")("gatehouse bisect", { timeout: 240_000 }, () => {
  const store = openStore();
  const trees: Tree[] = [];
  const plant = (...made: readonly Made[]): Tree => {
    const tree = makeHistory(made, store);
    trees.push(tree);
    return tree;
  };
  const bisect = async (tree: Tree, ...words: readonly string[]): Promise<{ said: Said; told: Bisected; answers: string[] }> => {
    const said = await gatehouse(tree, ["bisect", ...words, "--json"]);
    const told: Bisected = said.stdout === "" ? undefined : JSON.parse(said.stdout);
    if (said.code !== 2) expect(mismatch("output", { bisect: told }), said.stdout.slice(0, 300)).toBeUndefined();
    return { said, told, answers: said.code === 2 ? [] : told.entries.map(({ answer }) => answer?.is ?? "-") };
  };

  afterAll(() => {
    for (const tree of trees) tree.remove();
    removeStore(store);
  });

  test("names the first bad release, its neighbour, and where their sources are compared; no other release is run", async () => {
    const tree = plant("honest", "honest", "honest", "wrong-last-byte", "wrong-last-byte", "wrong-last-byte");
    const { said, told, answers } = await bisect(tree, cell);
    expect([said.code, answers]).toEqual([0, ["pass", "-", "pass", "fail", "-", "fail"]]);
    expect(told.turns).toEqual([
      { before: "1.2.0", after: "1.3.0", skipped: [], sources: "https://sources.example/1.2.0...1.3.0", untraced: expect.stringContaining("does not tell") },
    ]);
    expect(told).toMatchObject({ subject: "hello/line,wat/wasm-tools.wasip1", unasked: 2, complete: true });
    expect(journals(tree)).toHaveLength(4);
    const text = await gatehouse(tree, ["bisect", cell, "--no-trace"], { NO_COLOR: "1" });
    expect(text.stdout).toContain("fake-honest 1.3.0 is the first bad release: 1.2.0 passes, 1.3.0 fails\n");
    // What the search ran hides no run that somebody asked for.
    expect((await gatehouse(tree, ["run", "hello/line,wat/wasm-tools.wasip1,*", "--json"])).code).toBe(1);
  });

  test("skips what is not what it says and what lies about failures, and says why", async () => {
    const { told, answers } = await bisect(plant("honest", "mislabelled", "all-green", "wrong-last-byte"), cell);
    expect(answers).toEqual(["pass", "untestable", "untestable", "fail"]);
    expect(told.turns).toEqual([expect.objectContaining({ before: "1.0.0", after: "1.3.0", skipped: ["1.1.0", "1.2.0"] })]);
    expect(told.entries.map(({ answer }) => answer?.why ?? "")).toEqual([
      "",
      expect.stringContaining("9.9.9"),
      expect.stringContaining("not trusted"),
      expect.any(String),
    ]);
  });

  test("says of a history that it goes back and forth", async () => {
    const { said, told } = await bisect(plant("honest", "honest", "traps", "honest"), cell, "--no-trace");
    expect([said.code, told.turns.map(({ before, after }) => [before, after])]).toEqual([
      0,
      [
        ["1.1.0", "1.2.0"],
        ["1.2.0", "1.3.0"],
      ],
    ]);
  });

  test("keeps to the ends that are named, in the cell too", async () => {
    const tree = plant("traps", "honest", "honest", "traps", "honest");
    expect((await bisect(tree, cell, "--good", "1.1.0", "--bad", "1.3.0")).answers).toEqual(["pass", "pass", "fail"]);
    expect((await bisect(tree, `${cell}@1.1.0`)).answers).toEqual(["fail", "pass"]);
  });

  test("tells where nothing turns, and where nothing can be tested", async () => {
    expect((await bisect(plant("honest", "honest"), cell)).said.code).toBe(1);
    const none = await bisect(plant("all-green", "mislabelled"), cell);
    expect([none.said.code, none.told.turns]).toEqual([3, []]);
  });

  test("keeps what was done where somebody interrupts it", async () => {
    const tree = plant(...Array.from({ length: 12 }, (_, index): Made => (index < 7 ? "honest" : "hangs")));
    const { child, said } = start(tree, ["bisect", cell, "--json"]);
    child.stderr?.on("data", (text: string) => {
      if (text.includes("1.0.0: pass")) child.kill("SIGINT");
    });
    const { code, stdout } = await said;
    const told = JSON.parse(stdout) as Bisected;
    expect([code, told.complete, told.entries[0]?.answer?.is]).toEqual([130, false, "pass"]);
  });

  test.each<[string[], string]>([
    [["hello,wat,nobody"], "bisect/unknown"],
    [[cell, "--bad", "7.7.7"], "bisect/release"],
    [[cell, "--good", "1.0.0", "--bad", "1.0.0"], "bisect/too-few"],
    [["a,b,c,d"], "cell/malformed"],
  ])("%j is an error that names what to do", async (words, code) => {
    const tree = trees[0] ?? plant("honest", "honest");
    const { said } = await bisect(tree, ...words);
    expect([said.code, said.stdout + said.stderr]).toEqual([2, expect.stringContaining(code)]);
  });
});

test("releases stand in the order of their versions, and those without one are left out", () => {
  const all = ["2.0.0", "1.10.0", "1.9.0"].map((version) => ({ version, current: false }));
  const between = (good?: string, bad?: string) =>
    releasesBetween({ runtime: "x", version: undefined }, [...all, { current: true }], { good, bad }).map(({ version }) => version);
  expect(between()).toEqual(["1.9.0", "1.10.0", "2.0.0"]);
  expect(between("2.0.0", "x@1.10.0")).toEqual(["1.10.0", "2.0.0"]);
});
