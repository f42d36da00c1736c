// The one open file, and files read piece by piece.
import type { Descriptor } from "wasi:filesystem/types@0.2.12";
import { open } from "./files.js";
import { below, failure, hash, sayBytes, sayHash } from "./operations.js";
import { encode } from "./stdio.js";

/** A file with its position, which WASI 0.2 leaves to the program. */
let held: { readonly file: Descriptor; position: number } | undefined;

function opened(): { readonly file: Descriptor; position: number } {
  if (held === undefined) throw failure("bad-descriptor");
  return held;
}

export function openHeld(path: string, how: string): void {
  held = { file: open(below(path), {}, how === "read" ? { read: true } : { write: true }), position: 0 };
}

export function closeHeld(): void {
  opened();
  held = undefined;
}

export function seek(whence: string, by: string): string {
  const own = opened();
  const from = whence === "start" ? 0 : whence === "end" ? Number(own.file.stat().size) : own.position;
  if (from + Number(by) < 0) throw failure("invalid");
  own.position = from + Number(by);
  return tell();
}

export function tell(): string {
  return `${opened().position}`;
}

/** Up to so many bytes at a position, fewer at the end only. */
function readAt(file: Descriptor, size: number, position: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let all = 0;
  while (all < size) {
    const [piece, ended] = file.read(size - all, position + all);
    bytes.set(piece, all);
    all += piece.length;
    if (ended || piece.length === 0) break;
  }
  return bytes.subarray(0, all);
}

export function get(size: string): string {
  const own = opened();
  const bytes = readAt(own.file, Number(size), own.position);
  own.position += bytes.length;
  return sayBytes(bytes);
}

export function put(text: string): string {
  const own = opened();
  const bytes = encode(text);
  for (let at = 0; at < bytes.length; ) {
    const count = Number(own.file.write(bytes.subarray(at), own.position));
    own.position += count;
    at += count;
  }
  return `${bytes.length}`;
}

/** The pieces of a file, each but the last so long. */
function* pieces(path: string, size: number): Generator<Uint8Array> {
  const file = open(below(path), {}, { read: true });
  for (let at = 0; ; ) {
    const piece = readAt(file, size, at);
    if (piece.length === 0) return;
    at += piece.length;
    yield piece;
  }
}

export function chunksOf(path: string, size: string): string {
  let [all, sum] = [0, hash(new Uint8Array())];
  for (const piece of pieces(path, Number(size))) {
    all += piece.length;
    sum = hash(piece, sum);
  }
  return `${all} ${sayHash(sum)}`;
}

export function lines(path: string): string {
  let [count, longest, length, sum] = [0, 0, 0, hash(new Uint8Array())];
  const end = Uint8Array.of(10);
  for (const piece of pieces(path, 65536)) {
    for (let at = 0; at < piece.length; ) {
      const found = piece.indexOf(10, at);
      const to = found < 0 ? piece.length : found;
      sum = hash(piece.subarray(at, to), sum);
      length += to - at;
      at = to + 1;
      if (found < 0) continue;
      sum = hash(end, sum);
      [count, longest, length] = [count + 1, Math.max(longest, length), 0];
    }
  }
  // A last line has no end of its own.
  if (length > 0) [count, longest, sum] = [count + 1, Math.max(longest, length), hash(end, sum)];
  return `${count} longest=${longest} ${sayHash(sum)}`;
}
