import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sleep } from "../host/clock.ts";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, journals, start } from "../mini/cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";
import { readJournal } from "../record/read.ts";

describe.skipIf(process.platform !== "linux")("gatehouse watch", { timeout: 120_000 }, () => {
  const store = openStore();
  let tree: Tree;
  const isWhole = (index: number): boolean => {
    const path = journals(tree)[index];
    return path !== undefined && existsSync(path) && readFileSync(path, "utf8").includes('"kind":"footer"');
  };

  beforeAll(() => {
    tree = makeTree(["honest"], store);
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("runs the cells of a port now and at each change, until it is interrupted", async () => {
    // The other test may have run before, in the same tree.
    const before = journals(tree).length;
    const { child, said } = start(tree, ["watch", "workloads/hello/wat.wasip1"]);
    while (!isWhole(before)) await sleep(50);
    const source = tree.at("workloads/hello/wat.wasip1/main.wat");
    // It watches from before its first run on.
    writeFileSync(source, readFileSync(source, "utf8").replace("hello from", "holla from"));
    let printed = "";
    child.stdout?.on("data", (text) => {
      printed += text;
    });
    while (!printed.includes("1 failed")) await sleep(50);
    child.kill("SIGINT");
    const { code, stdout } = await said;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^5 cells: 5 passed$(?:.|\n)*^5 cells: 4 passed, 1 failed$/m);
    expect(
      journals(tree)
        .slice(before)
        .map((path) => readJournal(path).header.filters),
    ).toEqual(Array(2).fill(["workload=hello", "language=wat", "target=wasip1"]));
  });

  test("takes a workload too, once, and nothing else", async () => {
    const once = await gatehouse(tree, ["watch", "workloads/echo", "--once", "--json"]);
    expect(once.code, once.stderr).toBe(0);
    expect(mismatch("output", { run: JSON.parse(once.stdout) })).toBeUndefined();
    expect((await gatehouse(tree, ["watch", "languages/wat"])).stderr).toContain("[watch/what]");
  });
});
