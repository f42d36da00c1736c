import { randomBytes } from "node:crypto";

/** Generators of random bytes, one honest: what one call with `size` gives, `draws` times. */
export type Generator = (size: number, draws: number) => Buffer;

const each =
  (draw: (size: number, index: number) => Buffer): Generator =>
  (size, draws) =>
    Buffer.concat(Array.from({ length: draws }, (_, index) => draw(size, index)));

// Its state is 16 bits: it comes again after 65535 steps, 131070 bytes.
const xorshift16: Generator = (size, draws) => {
  const bytes = Buffer.alloc(size * draws);
  let state = 1 + (randomBytes(2).readUInt16LE() % 65_535);
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    state ^= (state << 7) & 0xffff;
    state ^= state >> 9;
    state ^= (state << 8) & 0xffff;
    bytes.writeUInt16LE(state, at);
  }
  return bytes;
};

// Each bit differs from the one before it with a chance of a quarter.
const sluggish: Generator = (size, draws) => {
  const bytes = Buffer.alloc(size * draws);
  const [one, two] = [randomBytes(bytes.length), randomBytes(bytes.length)];
  let last = 0;
  for (let at = 0; at < bytes.length; at++) {
    const flips = (one[at] as number) & (two[at] as number);
    for (let bit = 0; bit < 8; bit++) {
      last ^= (flips >> bit) & 1;
      bytes.writeUInt8((bytes[at] as number) | (last << bit), at);
    }
  }
  return bytes;
};

const changed = (from: (bytes: Buffer) => void): Generator =>
  each((size) => {
    const bytes = randomBytes(size);
    from(bytes);
    return bytes;
  });

/** One that does what it must. */
export const honest: Generator = each((size) => randomBytes(size));

/** Generators that are known to be bad, each with the words of the test that finds it. */
export const bad: Readonly<Record<string, readonly [Generator, RegExp]>> = {
  "fills 256 bytes": [changed((bytes) => bytes.fill(0, 256)), /bytes in a row are equal/],
  "fills 256 bytes of a buffer that holds older random bytes": [
    (size, draws) => {
      const stale = randomBytes(size);
      return each(() => Buffer.concat([randomBytes(Math.min(256, size / 2)), stale]).subarray(0, size))(size, draws);
    },
    /blocks of 16 bytes come again/,
  ],
  "repeats one block": [(size, draws) => Buffer.alloc(size * draws, randomBytes(16)), /blocks of 16 bytes come again/],
  "gives one draw again": [(size, draws) => Buffer.alloc(size * draws, randomBytes(size)), /blocks of 16 bytes come again/],
  "never sets the top bit": [
    changed((bytes) => bytes.forEach((byte, at) => void bytes.writeUInt8(byte & 127, at))),
    /bit 7 of byte \d+ of a draw is set in 0 of/,
  ],
  "leaves the last byte alone": [changed((bytes) => bytes.writeUInt8(0x5a, bytes.length - 1)), /bit 0 of byte \d+ of a draw is set in 0 of .*bit 1 of byte/],
  "counts bytes": [(size, draws) => Buffer.from(Uint8Array.from({ length: size * draws }, (_, at) => at)), /come again/],
  "counts words": [
    (size, draws) => {
      const bytes = Buffer.alloc(size * draws);
      for (let at = 0; at + 8 <= bytes.length; at += 8) bytes.writeBigUInt64LE(BigInt(at), at);
      return bytes;
    },
    /of the 256 bytes come too often/,
  ],
  "is all the same": [(size, draws) => Buffer.alloc(size * draws, 7), /bytes in a row are equal/],
  "comes again after 131070 bytes": [xorshift16, /blocks of 16 bytes come again/],
  "is text": [changed((bytes) => bytes.write(bytes.toString("base64"))), /of the 256 bytes come too often/],
  "changes bits too seldom": [sluggish, /a bit differs from the one before it \d+ times/],
};
