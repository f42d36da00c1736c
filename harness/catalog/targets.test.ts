import { appendFileSync, cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { gatehouse, journals, readOutcomes } from "../mini/cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";

const store = openStore();
let tree: Tree;
beforeEach(() => {
  tree = makeTree(["honest"], store);
});
afterEach(() => tree.remove());
afterAll(() => removeStore(store));

const wat = "languages/wat/language.toml";
const fake = "harness/runtimes/fake-honest/runtime.toml";

const replace = (file: string, from: string, to: string): void => {
  const text = readFileSync(tree.at(file), "utf8");
  expect(text).toContain(from);
  writeFileSync(tree.at(file), text.replaceAll(from, to));
};

// A module of preview 1 by another name: the tree's own engine can run it.
const addTarget = (kind: string): void => {
  const text = readFileSync(tree.at("targets/wasip1.toml"), "utf8");
  writeFileSync(tree.at("targets/wasip9.toml"), text.replaceAll('"wasip1"', '"wasip9"').replace('"module"', `"${kind}"`));
};

const moveTo9 = (): void => {
  appendFileSync(
    tree.at(wat),
    '\n[[toolchain.wasm-tools.target.wasip9.steps]]\nrun = ["{bin.node}", "{manifest}/assemble.mjs", "--modules={package.tools}", "{source}/main.wat", "{out}"]\n',
  );
  replace(fake, "[target.wasip1]", "[target.wasip9]");
  for (const workload of readdirSync(tree.at("workloads")))
    cpSync(tree.at("workloads", workload, "wat.wasip1"), tree.at("workloads", workload, "wat.wasip9"), { recursive: true });
};

describe("a target that is one more file", () => {
  test("has cells, is trusted, and passes by what languages and runtimes say of it", async () => {
    addTarget("module");
    moveTo9();
    const { code, stderr } = await gatehouse(tree, ["run", "target=wasip9"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    const outcomes = readOutcomes(journals(tree)[0] as string);
    const lane = Object.values(outcomes)[0] as Record<string, string>;
    expect(lane).toMatchObject({ "hello/line": "pass", "echo/bytes": "pass", "must-trap/trap": "pass" });
    expect(readFileSync(journals(tree)[0] as string, "utf8")).toContain("hello/line,wat/wasm-tools.wasip9,fake-honest@1.0.0/nil:host");
    const shown = await gatehouse(tree, ["matrix"]);
    expect(shown.stdout).toContain("wasip9");
  });

  test("of the other kind takes no artifact of a toolchain that makes modules", async () => {
    addTarget("module");
    moveTo9();
    expect((await gatehouse(tree, ["run", "target=wasip9", "workload=hello"])).code).toBe(0);
    // The store has those modules by now, under the same content.
    addTarget("component");
    const { code, stdout } = await gatehouse(tree, ["run", "target=wasip9", "workload=hello"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("0 passed, 4 failed, 1 in lanes that are not trusted") });
    expect(stdout).toContain("{out} is a module, and its target wants a component");
  });
});

describe("a target without a file is one error, with its place and the ids that are known", () => {
  const known = /targets are: wasip1, wasip2/;

  test("of a toolchain", async () => {
    replace(wat, "target.wasip2", "target.wasip9");
    const { code, stderr } = await gatehouse(tree, ["run"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(known) });
    expect(stderr).toMatch(/languages\/wat\/language\.toml:\d+:\d+: \/toolchain\/wasm-tools\/target\/wasip9: there is no target wasip9/);
    const checked = await gatehouse(tree, ["check", "languages/wat"]);
    expect(checked).toMatchObject({ code: 2, stdout: expect.stringMatching(/there is no target wasip9/) });
  });

  test("of a runtime", async () => {
    replace(fake, "[target.wasip1]", "[target.wasip9]");
    const { code, stderr } = await gatehouse(tree, ["run"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(known) });
    expect(stderr).toMatch(/runtime\.toml:\d+:\d+: \/target\/wasip9: there is no target wasip9/);
  });

  test("of a case", async () => {
    replace("workloads/hello/workload.toml", "seconds = 3", 'targets = ["wasip1", "wasip9"]');
    const { code, stderr } = await gatehouse(tree, ["run"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(known) });
    expect(stderr).toMatch(/hello\/workload\.toml:\d+:\d+: \/case\/0\/targets\/1: there is no target wasip9/);
  });

  test("of a port's folder", async () => {
    renameSync(tree.at("workloads/hello/wat.wasip1"), tree.at("workloads/hello/wat.wasip9"));
    const { code, stderr } = await gatehouse(tree, ["run"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(known) });
    expect(stderr).toContain("workloads/hello/wat.wasip9");
  });

  test("of a smoke program's folder", async () => {
    cpSync(tree.at("workloads/hello/wat.wasip1"), tree.at("languages/wat/smoke.wasip9"), { recursive: true });
    const { code, stderr } = await gatehouse(tree, ["run"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(known) });
    expect(stderr).toContain("languages/wat/smoke.wasip9");
  });

  test("where there is no file at all", async () => {
    rmSync(tree.at("targets"), { recursive: true });
    expect(await gatehouse(tree, ["run"])).toMatchObject({ code: 2, stderr: expect.stringContaining("add a file to targets/") });
  });
});
