import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { inspectSeal, seal } from "./seal.ts";
import { shareAll, shareFiles, sweepShared, unshared } from "./shared.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-shared-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const large = "l".repeat(20_000);

describe("folders that share files", () => {
  let parent = "";
  beforeEach(() => {
    parent = mkdtempSync(join(scratch, "store-"));
  });
  const draftOf = (name: string, files: Readonly<Record<string, string>>): string => {
    const draft = join(parent, `${name}-draft`);
    mkdirSync(join(draft, "lib"), { recursive: true });
    for (const [path, text] of Object.entries(files)) writeFileSync(join(draft, path), text);
    return draft;
  };
  const place = async (name: string, files: Readonly<Record<string, string>>): Promise<string> => {
    const [draft, folder] = [draftOf(name, files), join(parent, name)];
    shareFiles(draft, await seal(draft, folder), folder);
    renameSync(draft, folder);
    return folder;
  };
  const inode = (...path: string[]): number => statSync(join(...path)).ino;
  const copies = (): string[] => readdirSync(join(parent, ".shared")).sort();

  test("hold one copy of equal large files, whatever they are called, and hold by their seals what they held", async () => {
    const one = await place("one", { "a.so": large, small: "s", "lib/twice": large });
    const two = await place("two", { "lib/b.so": large, small: "s", other: "o".repeat(20_000) });
    expect([inode(one, "lib/twice"), inode(two, "lib/b.so")]).toEqual([inode(one, "a.so"), inode(one, "a.so")]);
    expect(inode(one, "small")).not.toBe(inode(two, "small"));
    expect(copies()).toHaveLength(2);
    for (const folder of [one, two]) for (const by of ["contents", "marks"] as const) expect(await inspectSeal(folder, by)).toBeUndefined();
    expect(readdirSync(two).sort()).toEqual(["gatehouse-seal", "lib", "other", "small"]);
  });

  test("keep a program and the same bytes that may not run apart", async () => {
    const [one, draft] = [await place("one", { "a.so": large }), draftOf("two", { "a.so": large })];
    chmodSync(join(draft, "a.so"), 0o755);
    shareFiles(draft, await seal(draft, join(parent, "two")), join(parent, "two"));
    expect([statSync(join(one, "a.so")).mode & 0o777, statSync(join(draft, "a.so")).mode & 0o777]).toEqual([0o644, 0o755]);
  });

  test("share no copy that somebody wrote to: those that had it notice, and the next ones are whole", async () => {
    const one = await place("one", { "a.so": large });
    writeFileSync(join(one, "a.so"), `X${large.slice(1)}`);
    const two = await place("two", { "a.so": large });
    const three = await place("three", { "a.so": large });
    expect((await inspectSeal(one, "marks"))?.path).toBe("a.so");
    expect([readFileSync(join(two, "a.so"), "utf8"), await inspectSeal(two, "contents")]).toEqual([large, undefined]);
    expect(inode(two, "a.so")).toBe(inode(three, "a.so"));
    expect(copies()).toHaveLength(1);
  });

  test("a write through one of them is seen in all", async () => {
    const [one, two] = [await place("one", { "a.so": large }), await place("two", { "a.so": large })];
    writeFileSync(join(one, "a.so"), large.replace("l", "L"));
    for (const folder of [one, two]) for (const by of ["marks", "contents"] as const) expect((await inspectSeal(folder, by))?.path).toBe("a.so");
  });

  test("leave a copy that is swept once nobody shares it", async () => {
    const [one, two] = [await place("one", { "a.so": large }), await place("two", { "a.so": large })];
    rmSync(one, { recursive: true });
    expect(unshared(parent)).toEqual([]);
    rmSync(two, { recursive: true });
    expect(unshared(parent)).toHaveLength(1);
    sweepShared(parent);
    expect(copies()).toEqual([]);
    expect(unshared(join(parent, "gone"))).toEqual([]);
  });

  test("without a seal are read-only where they share", () => {
    const [one, two] = [draftOf("one", { code: large, small: "s" }), draftOf("two", { code: large })];
    for (const draft of [one, two]) shareAll(draft, draft);
    expect(inode(one, "code")).toBe(inode(two, "code"));
    expect([statSync(join(one, "code")).mode & 0o222, statSync(join(one, "small")).mode & 0o200]).toEqual([0, 0o200]);
  });
});
