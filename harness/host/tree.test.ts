import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { pathText, readTree, removeTree, treeLimits, treePath } from "./tree.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-tree-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("paths of a tree", () => {
  test("of text come back as they were", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => pathText(treePath(text)) === text));
  });

  test("of other bytes are ASCII, each by itself", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const shown = pathText(Buffer.concat([bytes, Buffer.from([0xff])]).toString("latin1"));
        expect(shown).toMatch(/^[\x20-\x7e]*\\xff$/);
      }),
    );
  });
});

describe("a tree", () => {
  const make = (): string => {
    const folder = mkdtempSync(join(scratch, "tree-"));
    mkdirSync(join(folder, "sub"));
    writeFileSync(join(folder, "sub/ä"), "four");
    symlinkSync("/", join(folder, "root"));
    return folder;
  };

  test("has its files unread, its folders, and its links by what they say; none is followed", () => {
    const { things, cut } = readTree(make());
    expect([...things.keys()].sort()).toEqual(["root", "sub", treePath("sub/ä")]);
    expect(things.get(treePath("sub/ä"))).toMatchObject({ size: 4 });
    expect([things.get("sub"), things.get("root"), cut]).toEqual(["folder", "link /", undefined]);
  });

  test("is removed without what its links lead to, and once more does no harm", () => {
    const [folder, other] = [make(), mkdtempSync(join(scratch, "other-"))];
    writeFileSync(join(other, "stays"), "");
    symlinkSync(other, join(folder, "other"));
    removeTree(folder);
    removeTree(folder);
    expect([...readTree(other).things.keys()]).toEqual(["stays"]);
    expect(() => readTree(folder)).toThrow("ENOENT");
  });
});

describe("limits of a tree", () => {
  test("end it at so many levels, and what lies deeper is not said to be absent or there", () => {
    const folder = mkdtempSync(join(scratch, "deep-"));
    mkdirSync(join(folder, ...Array.from({ length: treeLimits.levels + 5 }, () => "d")), { recursive: true });
    const { things, cut } = readTree(folder);
    expect([cut, things.size]).toEqual(["depth", treeLimits.levels + 1]);
  });
});
