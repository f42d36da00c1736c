import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { gatehouse, journals } from "../mini/cli.ts";
import { makeTree, openStore, removeStore, sayMore, type Tree } from "../mini/tree.ts";
import { readJournal } from "../record/read.ts";

describe("a run that reuses", () => {
  const store = openStore();
  let tree: Tree;
  beforeEach(() => {
    tree = makeTree(["honest", "wrong-last-byte"], store);
  });
  afterEach(() => tree.remove());
  afterAll(() => removeStore(store));

  const run = async (...more: string[]): Promise<{ code: number | null; reused: string[]; rows: number; stdout: string }> => {
    const { code, stdout } = await gatehouse(tree, ["run", "--reuse", ...more]);
    const { lines } = readJournal(journals(tree).at(-1) as string);
    const rows = lines.flatMap((line) => (line.kind === "row" && line.state === "ran" ? [line] : []));
    return {
      code,
      stdout,
      rows: rows.length,
      reused: rows.flatMap((row) => (row.reused ? [row.cell.split(",").slice(0, 1) + (row.cell.split(",")[2] ?? "")] : [])).sort(),
    };
  };
  const honest = ["echo/bytes", "hello/line", "note/file"].map((name) => `${name}fake-honest@1.0.0`);

  test("keeps what passed and did not change, and runs the rest", async () => {
    const first = await run();
    expect(first.reused).toEqual([]);
    const second = await run();
    // hello and echo fail in the other lane: what failed runs again, and so does what lanes are trusted by.
    const kept = [...honest, "note/filefake-wrong-last-byte@1.0.0"].sort();
    expect(second.reused.map((text) => text.replace(/\/nil:.*$/, ""))).toEqual(kept);
    expect([second.rows, second.code]).toEqual([first.rows, first.code]);
    expect(second.stdout).toContain("4 cells did not run: nothing has changed since an earlier run");

    const contract = tree.at("workloads/hello/workload.toml");
    writeFileSync(contract, readFileSync(contract, "utf8").replace("memory-mib = 300", "memory-mib = 301"));
    const third = await run();
    expect(third.reused.map((text) => text.replace(/\/nil:.*$/, ""))).toEqual(kept.filter((text) => !text.startsWith("hello")));

    const engine = tree.at("harness/runtimes/fake-honest/engine.mjs");
    writeFileSync(engine, `${readFileSync(engine, "utf8")}\n// another\n`);
    const fourth = await run();
    expect(fourth.reused.every((text) => text.includes("wrong-last-byte"))).toBe(true);
    expect(fourth.reused).toHaveLength(1);
  });

  test("keeps its rows where a manifest says the same in other words, or more for others; not where an ending moved", async () => {
    const own = ["language=wat", "runtime=fake-honest,fake-wrong-last-byte"];
    await run(...own);
    const kept = (await run(...own)).reused;
    expect(kept).toHaveLength(4);
    sayMore(tree, "fake-honest");
    for (const kind of ["language", "runtime", "keep"]) expect((await gatehouse(tree, ["new", kind, "another"])).code).toBe(0);
    expect((await run(...own)).reused).toEqual(kept);
    const manifest = tree.at("harness/runtimes/fake-honest/runtime.toml");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace("endings = [", 'endings = [{ exit = 77, means = "start", range = "<2" }, '));
    expect((await run(...own)).reused).toEqual(kept.filter((text) => text.includes("wrong-last-byte")));
  });

  test("neither gates nor is published", async () => {
    await run();
    expect((await run()).reused).not.toEqual([]);
    const name = journals(tree).at(-1)?.split("/").at(-2);
    const published = await gatehouse(tree, ["publish", name as string]);
    expect({ code: published.code, stderr: published.stderr }).toEqual({ code: 2, stderr: expect.stringContaining("did not run") });
    const side = `run:${name},fake-honest@1.0.0`;
    const gated = await gatehouse(tree, ["gate", "--candidate", side, "--baseline", side]);
    expect({ code: gated.code, stderr: gated.stderr }).toEqual({ code: 2, stderr: expect.stringContaining("did not run") });
  });
});
