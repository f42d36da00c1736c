// Values that preview 1 leaves in memory.
import { address } from "memory";
import { check } from "./errors.js";

/** A place for one number of 32 bits. */
export const place = (): Uint32Array => new Uint32Array(1);

/** What preview 1 left there. */
export const left = (into: Uint32Array): number => into[0] as number;

/** The list of pieces that reads and writes take, with these bytes alone. */
export const pieceOf = (bytes: Uint8Array): Uint32Array => Uint32Array.of(address(bytes), bytes.length);

/** Texts of bytes that end with a NUL each. */
export function textsOf(sizes: (count: Uint32Array, size: Uint32Array) => number, get: (texts: Uint32Array, bytes: Uint8Array) => number): Uint8Array[] {
  const [count, size] = [place(), place()];
  check(sizes(count, size));
  if (left(count) === 0) return [];
  const [texts, bytes] = [new Uint32Array(left(count)), new Uint8Array(left(size))];
  check(get(texts, bytes));
  return Array.from(texts, (text) => {
    const from = text - address(bytes);
    return bytes.subarray(from, bytes.indexOf(0, from));
  });
}
