import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { useStore } from "../host/in-use.ts";
import { architecture } from "../host/machine.ts";
import { mismatch } from "../host/schemas.ts";
import { gatehouse } from "../mini/cli.ts";
import { makeTree, type Tree } from "../mini/tree.ts";
import type { CleanFindings } from "../model/inspection.ts";
import { Provisioner } from "../provision/provision.ts";
import { plantRun } from "../review/project.fixture.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-clean-"));
const trees: Tree[] = [];
afterAll(() => {
  for (const tree of trees) tree.remove();
  rmSync(scratch, { recursive: true, force: true });
});

describe("gatehouse clean", () => {
  let store = "";
  let tree: Tree;
  let named = "";
  const put = (path: string, days = 0): string => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "file"), "x".repeat(10_000));
    const then = Date.now() / 1000 - days * 86_400;
    utimesSync(path, then, then);
    return path;
  };
  const clean = async (...words: string[]): Promise<{ told: CleanFindings; text: string; code: number | null }> => {
    const text = (await gatehouse(tree, ["clean", "--dry-run", ...words])).stdout;
    const { code, stdout } = await gatehouse(tree, ["clean", "--json", ...words]);
    return { code, told: JSON.parse(stdout), text };
  };

  beforeEach(async () => {
    store = mkdtempSync(join(scratch, "store-"));
    tree = makeTree([], store);
    trees.push(tree);
    const wat = (await loadCatalog(tree.root)).languages.get("wat");
    const provisioner = new Provisioner({ store, signal: undefined, notify: () => {} });
    named = put(provisioner.folderOf(wat?.manifest.package ?? {}, "tools", wat?.folder ?? "", architecture()) ?? "", 400);
  });

  test("removes packages that no manifest names, and what is old; a dry run removes nothing", async () => {
    const gone = [put(join(store, "packages/old-0123456789abcdef")), put(join(store, "artifacts/aa"), 40), put(join(store, "engine-cache/bb"), 40)];
    const kept = [named, put(join(store, "artifacts/cc"), 20), put(join(store, "packages/.seals")), put(join(store, "memo/dd"), 400)];
    const { told, text, code } = await clean();
    expect(code).toBe(0);
    expect(mismatch("output", { clean: told })).toBeUndefined();
    expect(text).toMatch(/^would remove .* of /m);
    expect(text).toMatch(/^.* {2}no manifest names it \(1 folder\)$/m);
    expect(told).toMatchObject({ removed: true, items: expect.arrayContaining(gone.map((path) => expect.objectContaining({ path }))) });
    expect(told.bytes).toBeGreaterThan(30_000);
    expect(gone.filter((path) => existsSync(path))).toEqual([]);
    expect(kept.filter((path) => !existsSync(path))).toEqual([]);
    expect((await clean()).text).toMatch(/^nothing to remove from /);
  });

  test("removes what nobody shares any more", async () => {
    const [kept, gone] = [put(join(store, "prepared/kept")), put(join(store, "prepared/gone"), 40)];
    mkdirSync(join(store, "prepared/.shared"));
    for (const folder of [kept, gone]) linkSync(join(folder, "file"), join(store, "prepared/.shared", basename(folder)));
    writeFileSync(join(store, "prepared/.shared/orphan"), "x".repeat(10_000));
    const { told } = await clean();
    expect(told.items.map(({ path, why, bytes }) => [basename(path), why, bytes > 10_000])).toEqual([
      ["gone", "old", true],
      ["orphan", "unshared", true],
    ]);
    expect(readdirSync(join(store, "prepared/.shared"))).toEqual(["kept"]);
  });

  test("keeps what a kept run names, and runs unless they are asked for", async () => {
    const journal = plantRun(tree.root, { "hello/line,wat/wasm-tools.wasip1": {} });
    const [row] = (await import("../record/read.ts")).readJournal(journal).lines.flatMap((line) => (line.kind === "artifact" ? [line] : []));
    const artifact = put(join(store, "artifacts", row?.key.replace("sha256:", "") ?? ""), 400);
    expect((await clean("--runs")).told.items).toEqual([]);
    const then = Date.now() / 1000 - 90 * 86_400;
    utimesSync(journal, then, then);
    expect((await clean()).told.items.map(({ path, why }) => [basename(path), why])).toEqual([[basename(artifact), "old"]]);
    expect((await clean("--runs", "--days", "80")).told.items.map(({ why }) => why)).toEqual(["run"]);
    expect(existsSync(dirname(journal))).toBe(false);
  });

  test("removes nothing while a command of another project uses the store", async () => {
    const old = put(join(store, "artifacts/aa"), 40);
    const lock = await useStore(store);
    const said = await gatehouse(tree, ["clean"]);
    expect([said.code, said.stderr]).toEqual([
      2,
      expect.stringMatching(/^error: a command that uses .* is under way, perhaps of another project \[clean\/busy\]/),
    ]);
    expect(existsSync(old)).toBe(true);
    lock.release();
    expect((await gatehouse(tree, ["clean"])).code).toBe(0);
    expect(existsSync(old)).toBe(false);
  });

  test("leaves packages alone that are another store's", async () => {
    const other = put(join(scratch, "other/zig-0123456789abcdef"), 400);
    rmSync(join(store, "packages"), { recursive: true });
    symlinkSync(dirname(other), join(store, "packages"));
    expect((await clean()).told.items).toEqual([]);
    expect(existsSync(other)).toBe(true);
  });
});
