import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, start } from "../mini/cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { FaultLine } from "../model/generated/faults.ts";

let tree: Tree;

// The host of modules alone: that of components takes a package.
const withoutComponents = (manifest: string): string =>
  manifest
    .replace(/\[package\.shim\][\s\S]*?(?=\[target)/, "")
    .replace(/\[target\.wasip2\][\s\S]*$/, "")
    .replace(/^trace = .*\n/m, "")
    .replace(' "--modules={package.shim}",', "");

beforeAll(() => {
  tree = makeTree([], openStore());
  const runtimes = join(import.meta.dirname, "../runtimes");
  for (const name of ["node-wasi/host.mjs", "jco/host.mjs", "faulty"]) cpSync(join(runtimes, name), tree.at("harness/runtimes", name), { recursive: true });
  const manifest = tree.at("harness/runtimes/faulty/runtime.toml");
  writeFileSync(manifest, withoutComponents(readFileSync(manifest, "utf8")));
  // What is read of a runtime's folder without being named is refused.
  writeFileSync(tree.at("harness/runtimes/faulty/module.mjs"), `${readFileSync(tree.at("harness/runtimes/faulty/module.mjs"), "utf8")}// "./component.mjs"\n`);
  for (const name of ["node-wasi", "jco"]) {
    writeFileSync(
      tree.at("harness/runtimes", name, "runtime.toml"),
      readFileSync(manifest, "utf8").replace('"faulty"', `"${name}"`).replace("/module.mjs", "/host.mjs"),
    );
    writeFileSync(tree.at("harness/runtimes", name, "releases.toml"), "[[release]]\ncurrent = true\n");
  }
});
afterAll(() => {
  removeStore(tree.store);
  tree.remove();
});

interface Told {
  readonly answers: readonly FaultLine[];
  readonly header: { readonly cells: number };
  readonly footer?: unknown;
  readonly lost: readonly string[];
}
const seek = async (...words: string[]): Promise<Told & { code: number | null }> => {
  const { code, stdout, stderr } = await gatehouse(tree, ["faults", "--json", ...words]);
  expect(stdout, stderr).not.toBe("");
  expect(mismatch("output", { faults: JSON.parse(stdout) })).toBeUndefined();
  return { ...(JSON.parse(stdout) as Told), code };
};

describe("gatehouse faults", () => {
  test("a fault is found by a cell that passes without it, and the runtime has the blame", async () => {
    const { answers, header, code, footer } = await seek("fd-write-nothing", "fd-tell-zero", "fd-write-stuck");
    expect([code, header.cells > 2, footer === undefined]).toEqual([0, true, false]);
    const [tell, nothing, stuck] = answers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(nothing).toMatchObject({ id: "fd-write-nothing", struck: 1, found: [{ route: "wat/wasm-tools.wasip1", cause: "stdout", blame: "runtime" }] });
    expect(stuck?.found).toMatchObject([{ cause: expect.stringMatching("timeout|silence"), blame: "runtime" }]);
    expect(tell).toMatchObject({ id: "fd-tell-zero", found: [], calls: 0, struck: 0 });
  });

  test("what is published is lost when nobody finds it any more", async () => {
    expect((await seek("fd-write-nothing", "--publish")).code).toBe(0);
    const record = tree.at("results/faults/faults.ndjson");
    expect([existsSync(record), existsSync(tree.at("results/faults/README.md"))]).toEqual([true, true]);
    const again = await seek("fd-write-nothing");
    expect([again.lost, again.header.cells, again.footer === undefined]).toEqual([[], 1, false]);
    const both = await seek("fd-write-nothing", "fd-tell-zero");
    expect([both.answers.map(({ id }) => id).sort(), both.header.cells > 1]).toEqual([["fd-tell-zero", "fd-write-nothing"], true]);
    const sampled = await seek("fd_write", "--sample", "9");
    expect([sampled.code, sampled.answers.map(({ id }) => id), sampled.header.cells]).toEqual([0, ["fd-write-nothing"], 1]);
    // Nobody writes with a fault that changes nothing.
    const faults = tree.at("harness/runtimes/faulty/faults.mjs");
    const text = readFileSync(faults, "utf8");
    writeFileSync(faults, text.replace("return found;", "return { ...found, run: (c) => c.call() };"));
    const { code, lost, answers } = await seek("fd-write-nothing");
    const missed = await seek("fd_write", "--sample", "9");
    writeFileSync(faults, text);
    expect([missed.code, missed.lost, missed.answers.length, missed.header.cells > 1]).toEqual([1, ["fd-write-nothing"], 1, true]);
    expect([code, lost, answers[0]?.struck]).toEqual([1, ["fd-write-nothing"], 0]);
  });

  test("a search that was interrupted goes on where it was", async () => {
    // A guest that is held up takes seconds: the search is not over when the others have their answers.
    const words = ["faults", "--json", "fd-write-stuck", "fd-write-nothing", "fd-write-twice", "--jobs", "1"];
    const drafts = join(tree.store, "faults");
    rmSync(drafts, { recursive: true, force: true });
    const isAnswered = (): boolean =>
      existsSync(drafts) && readdirSync(drafts).some((name) => readFileSync(join(drafts, name), "utf8").includes('"kind":"fault"'));
    const { child, said } = start(tree, words);
    await vi.waitUntil(isAnswered, { timeout: 60_000, interval: 20 });
    child.kill("SIGINT");
    const first = JSON.parse((await said).stdout) as Told;
    expect([first.footer, first.answers.length]).toEqual([undefined, expect.toSatisfy((count: number) => count > 0 && count < 3)]);
    const all = await seek(...words.slice(2), "--resume");
    expect([all.footer === undefined, all.answers.length]).toEqual([false, 3]);
    // What was known is taken over, not sought again.
    expect(all.answers).toEqual(expect.arrayContaining([...first.answers]));
  });

  test("a mistake in a fault is no finding", async () => {
    const faults = tree.at("harness/runtimes/faulty/faults.mjs");
    const text = readFileSync(faults, "utf8");
    writeFileSync(faults, text.replace("return found;", "return { ...found, run: (c) => c.nothing.there };"));
    const { code, stderr } = await gatehouse(tree, ["faults", "fd-write-nothing"]);
    writeFileSync(faults, text);
    expect([code, stderr]).toEqual([3, expect.stringContaining("Cannot read properties of undefined")]);
  });

  test("no profile runs the host, and no run has its lane", async () => {
    const { stdout } = await gatehouse(tree, ["run", "--list", "--profile", "deep"]);
    expect(stdout).not.toContain("faulty@");
  });
});
