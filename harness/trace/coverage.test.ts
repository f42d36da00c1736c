import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, type Said } from "../mini/cli.ts";
import { openStore, removeStore, type Tree } from "../mini/tree.ts";
import { readCoverage } from "../record/coverage.ts";
import { groupsOfToday } from "./coverage.ts";
import { targetFunctions } from "./functions.ts";
import { coveragePageOf, goneCoverage } from "./publish.ts";
import { makeTraced } from "./trace.fixture.ts";

interface Output {
  readonly targets: readonly {
    readonly target: string;
    readonly called: number;
    readonly functions: readonly { readonly name: string; readonly outcomes: object }[];
  }[];
  readonly lost?: readonly string[];
}

describe.skipIf(process.platform !== "linux")("gatehouse coverage", { timeout: 120_000 }, () => {
  const store = openStore();
  let tree: Tree;
  const coverage = async (...words: string[]): Promise<{ said: Said; value: Output }> => coverageOf(tree, ...words);
  const coverageOf = async (of: Tree, ...words: string[]): Promise<{ said: Said; value: Output }> => {
    const said = await gatehouse(of, ["coverage", ...words, "--json"]);
    const value = JSON.parse(said.stdout) as Output;
    expect(mismatch("output", { coverage: value }), said.stdout.slice(0, 300)).toBeUndefined();
    return { said, value };
  };

  beforeAll(() => {
    tree = makeTraced(store);
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("tells which functions are called, by whom, and which are not", async () => {
    const { said, value } = await coverage();
    expect(said.code, said.stderr).toBe(0);
    const [preview1] = value.targets;
    expect([preview1?.target, preview1?.functions.length]).toEqual(["wasip1", 46]);
    const outcomes = Object.fromEntries(preview1?.functions.map(({ name, outcomes: own }) => [name, own]) ?? []);
    expect(outcomes["fd_read"]).toEqual({ success: { workloads: ["echo"], languages: ["wat"] } });
    expect(outcomes["sock_shutdown"]).toEqual({});
    const text = await gatehouse(tree, ["coverage", "hello"], { NO_COLOR: "1" });
    expect(text.stdout).toMatch(/^wasip1: 1 of 46 functions are called \(2 %\), 1 with success; 1 pairs/);
    expect(text.stdout).toContain("  not called  fd_readdir");
  });

  test("what nothing has changed of is not run again", async () => {
    await coverage();
    const folder = join(store, "calls");
    const [file = ""] = readdirSync(folder);
    writeFileSync(join(folder, file), '["fd_tell badf"]');
    expect((await coverage()).said.stdout).toContain("badf");
    rmSync(folder, { recursive: true });
    expect((await coverage()).said.stdout).not.toContain("badf");
  });

  test("is published whole, and not where anything is no longer covered", async () => {
    const own = makeTraced(store);
    onTestFinished(() => own.remove());
    expect((await gatehouse(own, ["coverage", "--publish", "hello"])).code).toBe(2);
    expect((await coverageOf(own, "--publish")).said.code).toBe(0);
    const record = readCoverage(own.root);
    if (!record) throw new Error("nothing was published");
    const catalog = await loadCatalog(own.root);
    expect(readFileSync(own.at("results/coverage/README.md"), "utf8")).toBe(coveragePageOf(catalog, record));
    expect(goneCoverage(record, groupsOfToday({ catalog }))).toEqual([]);
    expect((await coverageOf(own, "--check", "hello")).said.code).toBe(0);

    rmSync(own.at("workloads/echo"), { recursive: true });
    expect(goneCoverage(record, groupsOfToday({ catalog: await loadCatalog(own.root) }))).toEqual(["wasip1 fd_read success"]);
    const fallen = await coverageOf(own, "--publish");
    expect([fallen.said.code, fallen.value.lost]).toEqual([1, ["wasip1 fd_read success"]]);
    expect(readCoverage(own.root)).toEqual(record);
    expect((await coverageOf(own, "--publish", "--lower")).said.code).toBe(0);
    expect(readCoverage(own.root)?.rows.map(({ workload }) => workload)).toEqual(["hello", "note"]);
    expect(existsSync(own.at("results/coverage/calls.ndjson"))).toBe(true);
  });
});

test("the functions of each target are those of its manifest, or of WASI's texts", async () => {
  const catalog = await loadCatalog(join(import.meta.dirname, "../.."));
  const preview1 = targetFunctions(catalog, "wasip1");
  expect([preview1.length, preview1[0], preview1.at(-1)]).toEqual([46, "args_get", "sock_shutdown"]);
  const component = targetFunctions(catalog, "wasip2");
  expect(component).toContain("wasi:io/streams#[method]output-stream.blocking-splice");
  expect(component).toContain("wasi:io/error#[method]error.to-debug-string");
  expect(component.filter((name) => /timezone/.test(name))).toEqual([]);
  expect(component).toContain("wasi:http/outgoing-handler#handle");
  expect(targetFunctions(catalog, "wasip3")).toEqual(expect.arrayContaining(["wasi:http/client#send", "wasi:http/types#[static]request.consume-body"]));
  expect(new Set(component.map((name) => name.split("/")[0]))).toEqual(
    new Set(["wasi:cli", "wasi:clocks", "wasi:filesystem", "wasi:http", "wasi:io", "wasi:random", "wasi:sockets"]),
  );
});
