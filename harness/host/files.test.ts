import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sleep } from "./clock.ts";
import { randomName } from "./digest.ts";
import { checkWritable, exists, fileAge, isFolder, makeFolders, makeWhole, removeOld, writeAtomic } from "./files.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-files-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const fresh = (): { folder: string; drafts: string } => {
  const root = join(scratch, randomName());
  return { folder: join(root, "deep/whole"), drafts: join(root, "drafts") };
};

const fill = async (draft: string, mark: string): Promise<void> => {
  for (const name of ["1", "2", "3"]) {
    writeFileSync(join(draft, name), mark);
    await sleep(Math.random() * 3);
  }
};

const marks = (folder: string): string[] => readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));

describe("makeWhole", () => {
  test("of many that fill at once, one wins whole and no other is noticed", async () => {
    const { folder, drafts } = fresh();
    await Promise.all(Array.from({ length: 12 }, (_, index) => makeWhole(folder, drafts, (draft) => fill(draft, `${index}`))));
    const found = marks(folder);
    expect(found).toHaveLength(3);
    expect(new Set(found).size).toBe(1);
    expect(readdirSync(drafts)).toEqual([]);
  });

  test("what is there already stays as it is", async () => {
    const { folder, drafts } = fresh();
    await makeWhole(folder, drafts, (draft) => fill(draft, "first"));
    await makeWhole(folder, drafts, (draft) => fill(draft, "second"));
    expect(new Set(marks(folder))).toEqual(new Set(["first"]));
  });

  test.each<[string, (draft: string) => void]>([
    [
      "throws",
      () => {
        throw new Error("no compiler");
      },
    ],
    ["finds a folder where it makes one", (draft) => mkdirSync(draft)],
    ["finds a file where it makes a link", (draft) => symlinkSync("to", join(draft, "1"))],
  ])("a fill that %s fails, and nothing is there", async (_, failing) => {
    const { folder, drafts } = fresh();
    const filling = makeWhole(folder, drafts, async (draft) => {
      await fill(draft, "half");
      failing(draft);
    });
    await expect(filling).rejects.toThrow();
    expect(existsSync(folder)).toBe(false);
    expect(readdirSync(drafts)).toEqual([]);
  });

  test("a fill that gives a reason has it returned, and nothing is there; the next one can work", async () => {
    const { folder, drafts } = fresh();
    const reason = { failure: "no compiler" };
    const failing = makeWhole(folder, drafts, async (draft) => {
      await fill(draft, "half");
      return reason;
    });
    expect(await failing).toBe(reason);
    expect([existsSync(folder), readdirSync(drafts)]).toEqual([false, []]);
    expect(await makeWhole(folder, drafts, (draft) => fill(draft, "whole"))).toBeUndefined();
    expect(new Set(marks(folder))).toEqual(new Set(["whole"]));
  });

  test("a draft that is given an old date, as archives do, is not taken for one that was left behind", async () => {
    const { folder, drafts } = fresh();
    await makeWhole(folder, drafts, async (draft) => {
      await fill(draft, "kept");
      utimesSync(draft, 0, 0);
      removeOld(drafts, 60_000);
    });
    expect(marks(folder)).toEqual(["kept", "kept", "kept"]);
  });

  test("a fill that fails does not disturb one that works", async () => {
    const { folder, drafts } = fresh();
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        makeWhole(folder, drafts, async (draft) => {
          await fill(draft, `${index}`);
          if (index % 2) throw new Error("odd");
        }),
      ),
    );
    expect(results.map((result) => result.status)).toEqual(results.map((_, index) => (index % 2 ? "rejected" : "fulfilled")));
    expect(Number(marks(folder)[0]) % 2).toBe(0);
  });
});

describe("writeAtomic", () => {
  test("replaces a file and leaves nothing beside it", () => {
    const path = join(scratch, randomName(), "deep/file");
    writeAtomic(path, "a longer first text");
    writeAtomic(path, Buffer.from("é"));
    expect(readFileSync(path, "utf8")).toBe("é");
    expect(readdirSync(join(path, ".."))).toEqual(["file"]);
  });

  test("where it fails, what was there stays and nothing is left beside it", () => {
    const parent = join(scratch, randomName());
    mkdirSync(join(parent, "file/inside"), { recursive: true });
    expect(() => writeAtomic(join(parent, "file"), "text")).toThrow();
    expect(readdirSync(parent)).toEqual(["file"]);
    expect(existsSync(join(parent, "file/inside"))).toBe(true);
  });
});

describe("where results go", () => {
  test("folders are made down to the last, and again where they are there", () => {
    const path = join(scratch, randomName(), "a/b");
    for (const _ of [1, 2]) makeFolders(path);
    expect(isFolder(path)).toBe(true);
    writeFileSync(join(path, "file"), "");
    expect(() => makeFolders(join(path, "file/below"))).toThrow(expect.objectContaining({ code: "ENOTDIR" }));
    expect([isFolder(join(path, "file")), isFolder(join(path, "absent"))]).toEqual([false, false]);
  });

  test.runIf(process.platform === "linux")("a folder that the system never makes is refused at once", () => {
    expect(() => makeFolders("/proc/absent/folder")).toThrow(expect.objectContaining({ code: "ENOENT", path: "/proc/absent" }));
  });

  test("a file is known to be writable without a trace of it; else the error names it", () => {
    const path = join(scratch, randomName(), "deep/file");
    checkWritable(path);
    expect(readdirSync(join(path, ".."))).toEqual([]);
    writeFileSync(path, "as it was");
    checkWritable(path);
    expect([readdirSync(join(path, "..")), readFileSync(path, "utf8")]).toEqual([["file"], "as it was"]);
    expect(() => checkWritable(join(path, ".."))).toThrow(expect.objectContaining({ code: "EISDIR", path: join(path, "..") }));
    const long = join(path, "..", "x".repeat(250));
    expect(() => checkWritable(long)).toThrow(expect.objectContaining({ code: "ENAMETOOLONG", path: long }));
  });
});

test("exists says whether something is there; a file's age grows, and none is older than any", async () => {
  const path = join(scratch, randomName());
  expect([await exists(path), fileAge(path)]).toEqual([false, Number.POSITIVE_INFINITY]);
  writeFileSync(path, "");
  utimesSync(path, new Date(Date.now() - 90_000), new Date(Date.now() - 90_000));
  expect(await exists(path)).toBe(true);
  expect(fileAge(path)).toBeGreaterThanOrEqual(89_000);
  expect(fileAge(path)).toBeLessThan(150_000);
});
