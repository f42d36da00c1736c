import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CpioEntry, packCpio } from "./cpio.ts";

interface Unpacked {
  readonly path: string;
  readonly mode: number;
  readonly content: string;
  readonly device: readonly [number, number];
  readonly inode: number;
}

/** Reads an archive as the kernel does (init/initramfs.c): heads of 110 characters, all parts at multiples of four. */
const unpack = (archive: Buffer): Unpacked[] => {
  const entries: Unpacked[] = [];
  const aligned = (at: number): number => (at + 3) & ~3;
  for (let at = 0; ; ) {
    expect(at % 4).toBe(0);
    expect(archive.toString("latin1", at, at + 6)).toBe("070701");
    const field = (index: number): number => Number.parseInt(archive.toString("latin1", at + 6 + index * 8, at + 14 + index * 8), 16);
    const names = at + 110;
    const path = archive.toString("utf8", names, names + field(11) - 1);
    expect(archive[names + field(11) - 1]).toBe(0);
    const content = aligned(names + field(11));
    const ends = content + field(6);
    if (path === "TRAILER!!!") {
      expect(aligned(ends)).toBe(archive.length);
      return entries;
    }
    entries.push({ path, mode: field(1), content: archive.toString("latin1", content, ends), device: [field(9), field(10)], inode: field(0) });
    at = aligned(ends);
  }
};

const file = (path: string, content: string, executable = false): CpioEntry => ({ kind: "file", path, content: Buffer.from(content, "latin1"), executable });

describe("an archive of a first file system", () => {
  test("has folders, files, programs and devices with their modes", () => {
    const entries: CpioEntry[] = [
      { kind: "folder", path: "dev" },
      { kind: "device", path: "dev/console", major: 5, minor: 1 },
      file("init", "\x7fELF", true),
      file("data", "x"),
    ];
    expect(unpack(packCpio(entries))).toEqual([
      { path: "dev", mode: 0o040755, content: "", device: [0, 0], inode: 1 },
      { path: "dev/console", mode: 0o020600, content: "", device: [5, 1], inode: 2 },
      { path: "init", mode: 0o100755, content: "\x7fELF", device: [0, 0], inode: 3 },
      { path: "data", mode: 0o100644, content: "x", device: [0, 0], inode: 4 },
    ]);
  });

  test("can be read whatever the lengths of names and contents are, and is the same for the same", () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => !/[\0/]/.test(text) && text !== "TRAILER!!!");
    const content = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("latin1"));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, content), { maxLength: 8 }), (files) => {
        const archive = packCpio(files.map(([path, text]) => file(path, text)));
        expect(unpack(archive).map((entry) => [entry.path, entry.content])).toEqual(files);
        expect(packCpio(files.map(([path, text]) => file(path, text))).equals(archive)).toBe(true);
      }),
    );
  });
});
