import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { randomName } from "./digest.ts";
import { inspectSeal, isIntact, makeSealed, seal } from "./seal.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-seal-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const files = { "bin/engine": "\x7fELF engine", "lib/a.so": "library", "lib/empty": "", "notes.txt": "notes" };

const made = async (): Promise<string> => {
  const folder = join(scratch, randomName(), "whole");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync("a.so", join(folder, "lib/b.so"));
  chmodSync(join(folder, "bin/engine"), 0o755);
  await seal(folder);
  return folder;
};

/** Flips bits of one byte in place, and gives the file its old times back. */
const flip = (path: string, at: number, bits: number): void => {
  const old = readFileSync(path);
  const file = openSync(path, "r+");
  writeSync(file, Buffer.of((old[at] as number) ^ bits), 0, 1, at);
  closeSync(file);
  utimesSync(path, 1, 1);
};

const relink = (path: string, to: string): void => {
  rmSync(path);
  symlinkSync(to, path);
};

const seals = (folder: string): string[] => readdirSync(join(folder, "../.seals")).map((name) => join(folder, "../.seals", name));

/** A folder whose last reading is long enough ago that its marks count. */
const aged = async (): Promise<string> => {
  const folder = await made();
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 1500);
  expect(await inspectSeal(folder, "marks")).toBeUndefined();
  return folder;
};

describe("a sealed folder", { timeout: 60_000 }, () => {
  test("is what it was, by contents and by marks, and also where it is moved with its manifest or copied elsewhere", async () => {
    const folder = await aged();
    expect([await inspectSeal(folder, "contents"), await inspectSeal(folder, "marks")]).toEqual([undefined, undefined]);
    renameSync(join(folder, ".."), join(folder, "../../moved"));
    expect(await inspectSeal(join(folder, "../../moved/whole"), "marks")).toBeUndefined();
  });

  const changes: readonly (readonly [string, (folder: string) => void, string])[] = [
    ["another text of the same size", (folder) => writeFileSync(join(folder, "lib/a.so"), "LIBRARY"), "lib/a.so"],
    ["a file more", (folder) => writeFileSync(join(folder, "lib/libc.so.6"), ""), "lib/libc.so.6"],
    ["a folder more", (folder) => mkdirSync(join(folder, "lib/more")), "lib/more"],
    ["a file less", (folder) => rmSync(join(folder, "lib/empty")), "lib/empty"],
    ["another mode", (folder) => chmodSync(join(folder, "notes.txt"), 0o4755), "notes.txt"],
    ["a link for a file", (folder) => relink(join(folder, "notes.txt"), "/etc/hostname"), "notes.txt"],
    ["a link that leads elsewhere", (folder) => relink(join(folder, "lib/b.so"), "/a.so"), "lib/b.so"],
    ["no seal", (folder) => rmSync(join(folder, "gatehouse-seal")), "gatehouse-seal"],
    ["a seal of another manifest", (folder) => writeFileSync(join(folder, "gatehouse-seal"), `sha256:${"0".repeat(64)}\n`), "gatehouse-seal"],
  ];
  test.each(changes)("with %s is not what it was", async (_, change, path) => {
    const folder = await aged();
    change(folder);
    for (const by of ["marks", "contents"] as const) expect((await inspectSeal(folder, by))?.path).toBe(path);
  });

  test("says what was expected and what is there", async () => {
    const folder = await made();
    writeFileSync(join(folder, "bin/engine"), "#!/bin/sh\n");
    expect(await inspectSeal(folder, "marks")).toEqual({
      path: "bin/engine",
      expected: expect.stringMatching(/^11 bytes, mode 755, sha256:[0-9a-f]{64}$/),
      found: expect.stringMatching(/^10 bytes, mode 755, sha256:[0-9a-f]{64}$/),
    });
  });

  test("is noticed to differ at any flipped bit of any file, though size and times are as before", async () => {
    const folder = await aged();
    const targets = ["bin/engine", "lib/a.so", "notes.txt", "gatehouse-seal"].map((path) => join(folder, path));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...targets), fc.nat(1000), fc.integer({ min: 1, max: 255 }), async (path, where, bits) => {
        const at = where % readFileSync(path).length;
        flip(path, at, bits);
        const found = await inspectSeal(folder, "marks");
        flip(path, at, bits);
        expect(found).toBeDefined();
        expect(await inspectSeal(folder, "marks")).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  test.each([0x20 ^ 0x0a, 0x0d ^ 0x0a, 0x09 ^ 0x0a])("is noticed to differ where the end of its seal's line became another blank: %i", async (bits) => {
    const folder = await aged();
    const path = join(folder, "gatehouse-seal");
    flip(path, readFileSync(path).length - 1, bits);
    for (const by of ["marks", "contents"] as const) expect((await inspectSeal(folder, by))?.path).toBe("gatehouse-seal");
  });

  test("is read again where its mark or its manifest was changed, and the changed manifest is told", async () => {
    const folder = await aged();
    const mark = seals(folder).find((path) => path.endsWith(".mark")) as string;
    flip(mark, 3, 1);
    expect(await inspectSeal(folder, "marks")).toBeUndefined();
    const manifest = seals(folder).find((path) => !path.endsWith(".mark")) as string;
    flip(manifest, 20, 1);
    expect((await inspectSeal(folder, "contents"))?.found).toBe("another digest");
  });

  test("is read once a day, whatever its marks say", async () => {
    const folder = await aged();
    const read = vi.fn();
    await inspectSeal(folder, "marks", read);
    expect(read).not.toHaveBeenCalled();
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 86_400_001);
    await inspectSeal(folder, "marks", read);
    vi.spyOn(Date, "now").mockRestore();
    expect(read).toHaveBeenCalled();
    // A day that has not come yet is no reading either.
    read.mockClear();
    await inspectSeal(folder, "marks", read);
    expect(read).toHaveBeenCalled();
  });
});

test("a sealed folder that can be made again is, where it is not what was made", async () => {
  const [folder, drafts] = [join(scratch, randomName(), "made"), join(scratch, "drafts")];
  let count = 0;
  const fill = async (draft: string): Promise<void> => writeFileSync(join(draft, "text"), `made ${count++}`);
  const make = (): Promise<unknown> => makeSealed(folder, drafts, "contents", fill);
  const text = (): string => readFileSync(join(folder, "text"), "utf8");
  expect([await make(), text(), await make(), text()]).toEqual([undefined, "made 0", undefined, "made 0"]);
  flip(join(folder, "text"), 0, 1);
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect([await isIntact(folder, "contents"), await make(), text()]).toEqual([false, undefined, "made 1"]);
  expect(said.mock.calls.join()).toMatch(/^to be made again: .*made\/text is not what was installed/);
  said.mockRestore();
  expect(await makeSealed(join(folder, "../other"), drafts, "marks", () => Promise.resolve("no compiler"))).toBe("no compiler");
});
