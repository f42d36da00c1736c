import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CpioEntry, packCpio } from "./cpio.ts";

interface Unpacked {
  readonly path: string;
  readonly mode: number;
  readonly content: string;
  readonly device: readonly [number, number];
}

/** Reads an archive as the kernel does: fields in hexadecimal, names and contents padded to four bytes. */
const unpack = (archive: Buffer): Unpacked[] => {
  const found: Unpacked[] = [];
  for (let at = 0; ; ) {
    expect(archive.toString("latin1", at, at + 6)).toBe("070701");
    const field = (index: number): number => Number.parseInt(archive.toString("latin1", at + 6 + index * 8, at + 14 + index * 8), 16);
    const [mode, size, nameSize] = [field(1), field(6), field(11)];
    const path = archive.toString("utf8", at + 110, at + 110 + nameSize - 1);
    const start = Math.ceil((at + 110 + nameSize) / 4) * 4;
    if (path === "TRAILER!!!") {
      expect(archive.length).toBe(start);
      return found;
    }
    expect([field(2), field(3), field(4), field(5), field(12)], "owner, links, time, check").toEqual([0, 0, 1, 0, 0]);
    found.push({ path, mode, content: archive.toString("latin1", start, start + size), device: [field(9), field(10)] });
    at = Math.ceil((start + size) / 4) * 4;
  }
};

const name = fc.stringMatching(/^[a-z]{1,9}(\/[a-z.é]{1,9})?$/);
const entry: fc.Arbitrary<CpioEntry> = fc.oneof(
  fc.record({ kind: fc.constant("folder" as const), path: name }),
  fc.record({ kind: fc.constant("file" as const), path: name, content: fc.uint8Array({ maxLength: 20 }), executable: fc.boolean() }),
  fc.record({ kind: fc.constant("device" as const), path: name, major: fc.nat(255), minor: fc.nat(255) }),
);

const expected = (each: CpioEntry): Unpacked => {
  const { path } = each;
  switch (each.kind) {
    case "folder":
      return { path, mode: 0o040755, content: "", device: [0, 0] };
    case "file":
      return { path, mode: each.executable ? 0o100755 : 0o100644, content: Buffer.from(each.content).toString("latin1"), device: [0, 0] };
    case "device":
      return { path, mode: 0o020600, content: "", device: [each.major, each.minor] };
  }
};

describe("an archive", () => {
  test("holds what was packed, in its order, for whoever reads the format", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 10 }), (entries) => {
        expect(unpack(packCpio(entries))).toEqual(entries.map(expected));
      }),
    );
  });

  test("is the same bytes for the same contents, and others for others", () => {
    const file = (content: string): CpioEntry => ({ kind: "file", path: "init", content: Buffer.from(content), executable: true });
    expect(packCpio([file("one")]).equals(packCpio([file("one")]))).toBe(true);
    expect(packCpio([file("one")]).equals(packCpio([file("two")]))).toBe(false);
  });
});
