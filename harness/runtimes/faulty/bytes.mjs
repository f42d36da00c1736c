import { errno, filetype } from "./abi.mjs";
import { buffers, garbles, gives, mapBytes, short, skip, twice } from "./mechanisms.mjs";
import { unknown } from "./on.mjs";

/** What faults of functions that move bytes share. */
export const isFile = (c) => c.stat()?.type === filetype.regular;
export const isDirectory = (c) => c.stat()?.type === filetype.directory;
export const half = (total) => Math.floor(total / 2);
export const count = (change, when) => gives("out", "plain", "u32", change, when);
export const position = (change, when) => gives("out", "plain", "u64", change, when);
export const appends = (c) => c.withScratch((at) => c.ask("fd_fdstat_get", c.get("fd"), at) === errno.success && (c.view.getUint16(at + 2, true) & 1) === 1);
export const first = (all) => all.slice(0, 1);
export const reversed = (all) => all.toReversed();
export const many = (c) => c.iovs().filter(({ length }) => length > 0).length > 1;

/** Makes the call with other bytes in the guest's buffers, which has its own again afterwards. */
export const writes =
  (change, when = () => true) =>
  (c) => {
    if (!when(c)) return c.call();
    const own = c.iovs().map(({ buf, length }) => [buf, c.bytes(buf, length).slice()]);
    const isOther = own.map(([buf, bytes]) => change(c.bytes(buf, bytes.length))).some((is) => is);
    if (isOther) c.strike();
    try {
      return c.call();
    } finally {
      for (const [buf, bytes] of own) c.bytes(buf, bytes.length).set(bytes);
    }
  };

// Bytes that fit become others; tells whether there were any.
export const replace = (fits, byte) => (bytes) => {
  let found = false;
  bytes.forEach((own, at) => {
    if (!fits(own)) return;
    bytes[at] = typeof byte === "function" ? byte(own) : byte;
    found = true;
  });
  return found;
};

// Makes the call, then sets the position.
export const moved =
  (to, when = isFile) =>
  (c) => {
    if (!when(c)) return c.call();
    const before = c.position();
    const result = c.call();
    if (result !== errno.success || before === undefined) return result;
    const after = to(before, c);
    if (after === c.position()) return result;
    c.moveTo(after);
    return c.strike(result);
  };

/** What all functions that move bytes may get wrong. */
export const moves = [
  ...unknown(),
  ["short-told-full", "half", "half of the bytes are moved, and all are told", short(half, "full")],
  ["length-off-by-one", "one-more", "it tells one byte more than it moved", count((n) => n + 1)],
  ["length-off-by-one", "one-less", "it tells one byte less than it moved", count((n) => Math.max(n - 1, 0))],
  ["wrong-value", "none", "it moves all bytes, and tells 0", count(0)],
  ["order-changed", "reversed", "several buffers are taken in reverse", buffers(reversed, many)],
  ["dropped-item", "first-buffer", "the first buffer is left out", buffers(([_, ...others]) => others, many)],
  ["short-told-full", "first-only", "only the first of several buffers is moved, and all bytes are told", (c) => firstOnly(c)],
];

export const firstOnly = (c) => {
  if (!many(c)) return c.call();
  const total = c.total();
  const result = c.callWith(first(c.iovs()));
  if (result === errno.success) c.setField("out", "plain", "u32", total);
  return c.strike(result);
};

export const reads = [
  ...moves,
  ["wrong-value", "zeros", "the bytes are 0", garbles((bytes) => bytes.fill(0))],
  ["wrong-value", "seven-bits", "the high bit of each byte is lost", garbles((bytes) => mapBytes(bytes, (byte) => byte & 127))],
  [
    "wrong-errno",
    "end-io",
    "the end of a file is told as io",
    (c) => {
      const result = c.call();
      return result === errno.success && c.total() > 0 && c.field("out", "plain", "u32") === 0 ? c.strike(errno.io) : result;
    },
  ],
];

export const sent = [
  ...moves,
  ["doubled-item", "twice", "the bytes are written twice", twice()],
  [
    "no-op",
    "nothing",
    "nothing is written, and all is told",
    skip(
      (c) => c.stat() !== undefined,
      (c) => c.setField("out", "plain", "u32", c.total()),
    ),
  ],
  ["wrong-value", "ascii", "bytes over 127 become question marks", writes(replace((byte) => byte > 127, 63))],
  ["wrong-value", "no-nul", "bytes of 0 become spaces", writes(replace((byte) => byte === 0, 32))],
];
