import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeFrame, FrameReader, takeText, uint32, uint64 } from "./frames.ts";

const frame = fc.record({ letter: fc.constantFrom("a", "b", "p", "x"), payload: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) });

/** Cuts bytes at places. */
const cut = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
};

describe("frames of the agent's protocol", () => {
  test("come out as they went in, however the stream is cut", () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 20 }), (frames, places) => {
        const reader = new FrameReader();
        const bytes = Buffer.concat(frames.map(({ letter, payload }) => encodeFrame(letter, payload)));
        const read = cut(bytes, places).flatMap((piece) => reader.push(piece));
        expect(read.map(({ letter, payload }) => [letter, payload.toString("hex")])).toEqual(
          frames.map(({ letter, payload }) => [letter, payload.toString("hex")]),
        );
      }),
    );
  });

  test("byte by byte, one is there with its last byte and not before", () => {
    const reader = new FrameReader();
    const bytes = encodeFrame("e", "path");
    for (const byte of bytes.subarray(0, -1)) expect(reader.push(Buffer.of(byte))).toEqual([]);
    expect(reader.push(bytes.subarray(-1))).toEqual([{ letter: "e", payload: Buffer.from("path\0") }]);
  });

  test("of a length that the protocol does not have are refused", () => {
    for (const length of [0, (16 << 20) + 1, 0xffffffff])
      expect(() => new FrameReader().push(Buffer.concat([uint32(length), Buffer.of(0)]))).toThrow(/a frame of/);
    expect(new FrameReader().push(Buffer.concat([uint32(16 << 20), Buffer.of(0)]))).toEqual([]);
  });

  test("hold numbers as little-endian, and text with its end", () => {
    expect(encodeFrame("F", uint32(0o644), "é").toString("hex")).toBe(`${"08000000"}46${"a4010000"}c3a900`);
    expect(uint64(0x0102030405060708n).toString("hex")).toBe("0807060504030201");
  });
});

describe("text in a payload", () => {
  test("ends at its NUL, and the rest follows", () => {
    const { text, rest } = takeText(Buffer.from("a/b\0target\0"));
    expect([text, rest.toString()]).toEqual(["a/b", "target\0"]);
    expect(takeText(Buffer.from("\0"))).toEqual({ text: "", rest: Buffer.alloc(0) });
  });

  test("without an end is refused: a guest may send anything", () => {
    for (const payload of ["", "abc"]) expect(() => takeText(Buffer.from(payload))).toThrow(/without an end/);
  });
});
