import { mkdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, type Said, start } from "../mini/cli.ts";
import { openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { Differ } from "../model/generated/differ.ts";
import { makeAnswering } from "./differ.fixture.ts";

const honest = "() => undefined";
const notEmpty = `(name, before) => (name === "path_remove_directory" && before("path_create_directory") ? "notempty" : undefined)`;
const traps = `(name, before, call) => (name === "path_link" && call.includes("%00") ? "trap" : undefined)`;
const removing = ["path_create_directory /data a.txt", "path_remove_directory /data a.txt"];

const known = `[[difference]]
targets = ["wasip1"]
call = "path_remove_directory *"
before = "path_create_directory *"
answers = { planted = "notempty", "*" = "success" }
wrong = ["planted"]
reason = "It was planted by a test."
link = "https://example.com/"
until = "2099-12-31"
`;

describe.skipIf(process.platform !== "linux")("gatehouse differ", { timeout: 120_000 }, () => {
  const store = openStore();
  let tree: Tree;
  const differ = async (...words: string[]): Promise<{ said: Said; value: Differ }> => {
    const said = await gatehouse(tree, ["differ", "--target", "wasip1", ...words, "--json"]);
    const value: unknown = said.stdout === "" ? undefined : JSON.parse(said.stdout);
    if (said.code !== 2 && said.code !== 3) expect(mismatch("output", { differ: value }), said.stdout.slice(0, 300)).toBeUndefined();
    return { said, value: value as Differ };
  };

  beforeAll(() => {
    tree = makeAnswering(store, { honest, other: honest, planted: notEmpty, trapping: traps });
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("one planted difference is found, and made as small as it gets", async () => {
    const { said, value } = await differ("honest", "planted", "--programs", "200", "--seed", "5");
    expect([said.code, value.seed, value.pairs.length]).toEqual([1, 5, 1]);
    expect(value.pairs[0]).toMatchObject({ programs: 200, unfinished: 0, unsteady: [], unsought: 0 });
    expect(value.pairs[0]?.findings).toMatchObject([{ call: removing[1], answers: ["success", "notempty"], calls: removing }]);
    expect(value.pairs[0]?.findings[0]?.traces).toEqual([
      ["success", "success"],
      ["success", "notempty"],
    ]);
  });

  test("a trap in the midst of other programs is found, and these are compared all the same", async () => {
    const { value } = await differ("honest", "trapping", "--programs", "200", "--seed", "5");
    expect(value.pairs[0]).toMatchObject({ programs: 200, unsteady: [] });
    expect(value.pairs[0]?.findings.map(({ answers, calls }) => [...answers, calls.length])).toContainEqual(["success", "(trap)", 1]);
    for (const { call } of value.pairs[0]?.findings ?? []) expect(call).toMatch(/^path_link .*%00/);
  });

  test("engines that answer alike show nothing; the same seed gives the same programs", async () => {
    const [one, again] = [
      await differ("honest", "other", "--programs", "40", "--seed", "5"),
      await differ("honest", "honest", "--programs", "40", "--seed", "5"),
    ];
    for (const { said, value } of [one, again]) expect([said.code, value.pairs[0]?.differing, value.pairs[0]?.findings]).toEqual([0, 0, []]);
    expect(again.value.pairs[0]?.calls).toBe(one.value.pairs[0]?.calls);
  });

  test("without lanes those of the target are held against its first", async () => {
    const { value } = await differ("--programs", "20");
    expect(value.pairs.map(({ lanes }) => lanes.map((lane) => lane.split("@")[0]))).toEqual(["other", "planted", "trapping"].map((id) => ["honest", id]));
  });

  test("a program that is given runs as it is, and its text says how to run it again", async () => {
    const calls = removing.flatMap((call) => ["--call", call]);
    const said = await gatehouse(tree, ["differ", "--target", "wasip1", "honest", "planted", ...calls], { NO_COLOR: "1" });
    expect(said.code).toBe(1);
    expect(said.stdout).toContain("new  path_remove_directory /data a.txt");
    expect(said.stdout).toContain("      - success\n      + notempty\n");
    expect(said.stdout).toContain(`--call 'path_create_directory /data a.txt' --call 'path_remove_directory /data a.txt'`);
  });

  test("a difference that is known does not fail; a broken list of them does", async () => {
    mkdirSync(tree.at("results"), { recursive: true });
    writeFileSync(tree.at("results/differences.toml"), known);
    const { said, value } = await differ("honest", "planted", "--programs", "60", "--seed", "5");
    expect([said.code, value.pairs[0]?.findings[0]?.known?.wrong]).toEqual([0, ["planted"]]);
    for (const [from, to] of [
      ["wasip1", "wasip9"],
      ["planted =", "nobody ="],
      ['wrong = ["planted"]', 'wrong = ["honest"]'],
      ['reason = "It was planted by a test."', 'reason = ""'],
    ] as const) {
      writeFileSync(tree.at("results/differences.toml"), known.replace(from, to));
      expect((await differ("honest", "planted")).said.code, to).toBe(2);
    }
    writeFileSync(tree.at("results/differences.toml"), "");
  });

  test("whoever interrupts it keeps what was found", async () => {
    const { child, said } = start(tree, ["differ", "--target", "wasip1", "honest", "planted", "--programs", "9000", "--json"]);
    child.stderr?.on("data", (part: Buffer | string) => {
      if (/programs \d+\/9000/.test(String(part))) child.kill("SIGINT");
    });
    const { code, stdout } = await said;
    const value = JSON.parse(stdout) as Differ;
    expect(mismatch("output", { differ: value })).toBeUndefined();
    expect([code, value.interrupted]).toEqual([130, true]);
    expect(value.pairs[0]?.programs).toBeGreaterThan(0);
    expect(value.pairs[0]?.programs).toBeLessThan(9000);
  });

  test.each<[string[], string]>([
    [["honest"], "differ/lanes"],
    [["honest", "other", "planted"], "differ/lanes"],
    [["--target", "wasip9"], "differ/no-calls"],
    [["--programs", "0"], ""],
    [["--seed", "x"], ""],
  ])("%j is an error", async (words, code) => {
    const { said } = await differ(...words);
    expect([said.code, said.stderr]).toEqual([2, expect.stringContaining("error: ")]);
    expect(said.stdout).toContain(code);
  });
});
