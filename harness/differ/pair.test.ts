import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Work } from "../engine/with-work.ts";
import { gatehouse } from "../mini/cli.ts";
import { openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { Differ } from "../model/generated/differ.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import { makeAnswering } from "./differ.fixture.ts";
import { patiently, withPair } from "./pair.ts";

const ends = (how: string): string => `(name) => { if (name === "fd_sync") { ${how} } }`;
const plants = {
  honest: "() => undefined",
  exits: ends(`tell({ how: "exit", code: 3 }); process.exit(3);`),
  quiet: ends(`tell({ how: "exit", code: 0 }); process.exit(0);`),
  traps: ends(`return "trap";`),
  cut: ends(`writeSync(1, "fd_sync succ"); tell({ how: "exit", code: 4 }); process.exit(4);`),
  hangs: ends("for (;;);"),
  // It differs only where it is not the first directory of its process.
  crowded: `(name, before, call) => (name === "path_rename" && / \\/data[1-9]/.test(call) ? "xdev" : undefined)`,
};

describe.skipIf(process.platform !== "linux")("a lane that is asked", { timeout: 120_000 }, () => {
  const store = openStore();
  let tree: Tree;
  const differ = async (...words: string[]) => {
    const said = await gatehouse(tree, ["differ", "--target", "wasip1", ...words, "--json"]);
    return { said, pair: said.code === 2 || said.code === 3 ? undefined : (JSON.parse(said.stdout) as Differ).pairs[0] };
  };

  beforeAll(() => {
    tree = makeAnswering(store, plants);
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test.each([
    ["exits", "(exit 3)"],
    ["quiet", "(exit 0)"],
    ["traps", "(trap)"],
    ["cut", "(exit 4)"],
    ["hangs", "(limit of silence)"],
  ])("and %s tells so in place of the answer: %s", async (lane, answer) => {
    const { said, pair } = await differ("honest", lane, ...["fd_tell /data", "fd_sync /data", "fd_tell /data"].flatMap((call) => ["--call", call]));
    expect(said.code).toBe(1);
    // What is behind the call that ended the process is no part of the finding.
    const [calls, same] = [["fd_tell /data", "fd_sync /data"], "success"];
    const traces = [
      [same, same],
      [same, answer],
    ];
    expect(pair?.findings).toMatchObject([{ call: calls[1], answers: [same, answer], calls, traces }]);
  });

  test("and ends as the other does shows no difference, and the program counts as not finished", async () => {
    const { said, pair } = await differ("traps", "traps", "--call", "fd_sync /data");
    expect([said.code, pair?.differing, pair?.unfinished, pair?.findings]).toEqual([0, 0, 1, []]);
  });

  test("and answers otherwise only beside other programs shows nothing that counts, but is told", async () => {
    const { said, pair } = await differ("honest", "crowded", "--programs", "24", "--seed", "5");
    expect(pair?.findings).toEqual([]);
    expect(pair?.differing).toBeGreaterThan(0);
    expect(pair?.unsteady.length).toBeGreaterThan(0);
    for (const signature of pair?.unsteady ?? []) expect(signature).toMatch(/^path_rename success xdev/);
    expect(said.code).toBe(1);
  });

  test("and is not there is an error; so is a case of the target that nobody wrote", async () => {
    expect((await differ("honest", "nobody")).said).toMatchObject({ code: 2, stdout: expect.stringContaining("runtime=nobody") });
    const target = tree.at("targets/wasip1.toml");
    const text = readFileSync(target, "utf8");
    writeFileSync(target, text.replace("hello/line", "hello/none"));
    expect((await differ("honest", "traps")).said).toMatchObject({ code: 2, stdout: expect.stringContaining("hello/none") });
    writeFileSync(target, text);
  });
});

test.each([
  [["exit 0"], "exit 0"],
  [["trap"], "trap"],
  [["limit of time", "exit 0"], "exit 0"],
  [["limit of silence", "limit of time"], "limit of time"],
])("a program that is alone and ends by %j tells %j: what comes to a limit is asked once more, with more time", async (endings, told) => {
  const times: number[] = [];
  const { ending } = await patiently(async (timeMs) => {
    times.push(timeMs);
    return { lines: [], ending: endings[times.length - 1] ?? "nothing more" };
  });
  expect([ending, times.length]).toEqual([told, endings.length]);
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
});

test("a target that names no guest has no pair, and nothing is looked for", async () => {
  const use = () => Promise.reject(new Error("no pair is there"));
  // Whatever is asked of the session would throw.
  const got = withPair({} as Work, { id: "wasip9" } as TargetManifest, ["one", "other"], 1, use);
  await expect(got).rejects.toMatchObject({ code: "differ/no-guest", message: expect.stringContaining("wasip9.toml") });
});
