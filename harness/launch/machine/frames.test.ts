import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeFrame, type Frame, FrameReader, takeText, uint32, uint64 } from "./frames.ts";

const frames = fc.array(fc.record({ letter: fc.constantFrom("a", "b", "X", "P"), payload: fc.uint8Array({ maxLength: 40 }).map(Buffer.from) }), {
  maxLength: 8,
});
const plain = (all: readonly Frame[]): string[] => all.map(({ letter, payload }) => `${letter} ${payload.toString("hex")}`);

/** Cuts bytes at places. */
const cut = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));
};

describe("frames", () => {
  test("come out as they went in, however the bytes between were cut", () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(), { maxLength: 20 }), (all, places) => {
        const bytes = Buffer.concat(all.map(({ letter, payload }) => encodeFrame(letter, payload)));
        const reader = new FrameReader();
        expect(plain(cut(bytes, places).flatMap((chunk) => reader.push(chunk)))).toEqual(plain(all));
      }),
    );
  });

  test("come out one byte after another too, and none before it is whole", () => {
    const reader = new FrameReader();
    const bytes = encodeFrame("X", uint32(7), "text");
    const seen = [...bytes].map((byte) => reader.push(Buffer.from([byte])).length);
    expect(seen).toEqual([...Array(bytes.length - 1).fill(0), 1]);
  });

  test.each([
    ["no letter", Buffer.from([0, 0, 0, 0, 65])],
    ["more than any frame has", Buffer.from([0, 0, 0, 2, 65])],
    ["all that a length can say", Buffer.from([255, 255, 255, 255, 65])],
  ])("of %s are refused at once", (_, bytes) => {
    expect(() => new FrameReader().push(bytes)).toThrow(/^a frame of \d+ bytes$/);
  });

  test("of the largest size are read, from many chunks", () => {
    const payload = Buffer.alloc((16 << 20) - 1, 7);
    const bytes = encodeFrame("B", payload);
    const reader = new FrameReader();
    const read: Frame[] = [];
    for (let at = 0; at < bytes.length; at += 1 << 20) read.push(...reader.push(bytes.subarray(at, at + (1 << 20))));
    expect([read.length, read[0]?.payload.equals(payload)]).toEqual([1, true]);
  });
});

describe("what is in a frame", () => {
  test("numbers are little-endian", () => {
    expect([...uint32(0x01020304)]).toEqual([4, 3, 2, 1]);
    expect([...uint64(1n << 40n)]).toEqual([0, 0, 0, 0, 0, 1, 0, 0]);
  });

  test("texts end with NUL; what follows stays", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
        fc.uint8Array({ maxLength: 5 }),
        (text, rest) => {
          const frame = encodeFrame("F", text, rest);
          const taken = takeText(frame.subarray(5));
          expect([taken.text, [...taken.rest]]).toEqual([Buffer.from(text).toString(), [...rest]]);
        },
      ),
    );
    expect(() => takeText(Buffer.from("no end"))).toThrow("a text without an end");
  });
});
