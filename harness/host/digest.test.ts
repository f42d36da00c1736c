import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { digest, digestFolder, digestOf, randomName } from "./digest.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-digest-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const tree = (): string => {
  const folder = join(scratch, randomName());
  mkdirSync(join(folder, "sub"), { recursive: true });
  writeFileSync(join(folder, "a"), "12");
  writeFileSync(join(folder, "sub/b"), "3");
  writeFileSync(join(folder, "program"), "#!");
  symlinkSync("a", join(folder, "link"));
  return folder;
};

describe("digestFolder", () => {
  test("is the same for the same tree elsewhere", () => {
    const one = tree();
    const copy = join(scratch, randomName());
    cpSync(one, copy, { recursive: true, verbatimSymlinks: true });
    expect(digestFolder(copy)).toBe(digestFolder(one));
    expect(digestFolder(one)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  const changes: Readonly<Record<string, (folder: string) => void>> = {
    "a name": (folder) => renameSync(join(folder, "a"), join(folder, "c")),
    "a folder's name": (folder) => renameSync(join(folder, "sub"), join(folder, "bus")),
    content: (folder) => writeFileSync(join(folder, "sub/b"), "4"),
    "where a file ends": (folder) => {
      writeFileSync(join(folder, "a"), "1");
      writeFileSync(join(folder, "sub/b"), "23");
    },
    "the execute bit": (folder) => chmodSync(join(folder, "program"), 0o755),
    "what a link points to": (folder) => {
      rmSync(join(folder, "link"));
      symlinkSync("sub/b", join(folder, "link"));
    },
    "a link that becomes what it pointed to": (folder) => {
      rmSync(join(folder, "link"));
      writeFileSync(join(folder, "link"), "12");
    },
    "an empty folder": (folder) => mkdirSync(join(folder, "empty")),
    "an empty file": (folder) => writeFileSync(join(folder, "empty"), ""),
    "a file that moves to another folder": (folder) => renameSync(join(folder, "sub/b"), join(folder, "b")),
    "a file that is gone": (folder) => rmSync(join(folder, "sub/b")),
  };

  test("changes with each thing that a build could see, and no two changes look alike", () => {
    const digests = Object.entries(changes).map(([name, change]) => {
      const folder = tree();
      change(folder);
      return [digestFolder(folder), name] as const;
    });
    expect(new Map([[digestFolder(tree()), "unchanged"], ...digests]).size).toBe(digests.length + 1);
  });
});

describe("digestOf", () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie("any")), fc.dictionary(fc.string(), tie("any"))),
  })).any;
  const shuffled = (item: unknown): unknown =>
    Array.isArray(item)
      ? item.map(shuffled)
      : item !== null && typeof item === "object"
        ? Object.fromEntries(
            Object.entries(item)
              .reverse()
              .map(([key, child]) => [key, shuffled(child)]),
          )
        : item;

  test("does not depend on the order of keys, and an undefined one is none", () => {
    fc.assert(
      fc.property(value, (item) => {
        expect(digestOf(shuffled(item))).toBe(digestOf(item));
      }),
    );
    expect(digestOf({ a: 1, b: undefined })).toBe(digestOf({ a: 1 }));
  });

  test("differs where values differ", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(digestOf(a) === digestOf(b)).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
    expect(new Set([[1, 2], [2, 1], [[1], 2], ["1", 2], "1,2", { 0: 1, 1: 2 }, ["a,b"], ["a", "b"]].map(digestOf)).size).toBe(8);
  });

  const sorted = (item: unknown): unknown =>
    Array.isArray(item)
      ? ["list", ...item.map(sorted)]
      : item !== null && typeof item === "object"
        ? [
            "record",
            ...Object.entries(item)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, child]) => [key, sorted(child)]),
          ]
        : item;
});

test("digest is sha256, of text as of its UTF-8 bytes", () => {
  expect(digest("")).toBe("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(digest("é")).toBe(digest(Buffer.from([0xc3, 0xa9])));
});
