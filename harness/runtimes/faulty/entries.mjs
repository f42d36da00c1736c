import { errno, load, store } from "./abi.mjs";

const headBytes = 24;

const parse = (c, from, used) => {
  const all = [];
  for (let at = from; at + headBytes <= from + used; ) {
    const length = c.view.getUint32(at + 16, true);
    if (at + headBytes + length > from + used) break;
    const name = new TextDecoder().decode(c.bytes(at + headBytes, length));
    all.push({ next: load(c.view, at, "u64"), ino: load(c.view, at + 8, "u64"), type: c.view.getUint8(at + 20), name });
    at += headBytes + length;
  }
  return all;
};

/** The entries of a directory that fd_readdir wrote whole; the rest of a buffer that was too small is left alone. */
export const readEntries = (c) => parse(c, c.get("buf"), c.field("out", "plain", "u32"));

const sizeOf = (all) => all.reduce((sum, { name }) => sum + headBytes + new TextEncoder().encode(name).length, 0);

/** Writes entries in the place of those that were read, with what followed them. */
export const writeEntries = (c, all) => {
  const before = sizeOf(readEntries(c));
  const used = c.field("out", "plain", "u32");
  const rest = c.bytes(c.get("buf") + before, used - before).slice();
  let at = c.get("buf");
  for (const { next, ino, type, name } of all) {
    const bytes = new TextEncoder().encode(name);
    store(c.view, at, "u64", next);
    store(c.view, at + 8, "u64", ino);
    c.view.setUint32(at + 16, bytes.length, true);
    c.view.setUint32(at + 20, type, true);
    c.bytes(at + headBytes, bytes.length).set(bytes);
    at += headBytes + bytes.length;
  }
  const end = Math.min(at + rest.length, c.get("buf") + c.get("length"));
  c.bytes(at, end - at).set(rest.subarray(0, end - at));
  c.setField("out", "plain", "u32", end - c.get("buf"));
};

// The rights fd_readdir and path_unlink_file: a host may refuse more than it knows.
const toEmpty = (1n << 14n) | (1n << 26n);

/** Removes the files in the directory that a call's path names. */
export const removeInside = (c) =>
  c.withScratch((out) => {
    if (c.ask("path_open", c.get("fd"), 0, c.get("path"), c.get("length"), 2, toEmpty, 0n, 0, out) !== errno.success) return;
    const directory = c.view.getUint32(out, true);
    const inside = c.withScratch((buf) =>
      c.ask("fd_readdir", directory, buf, 1024, 0n, out) === errno.success ? parse(c, buf, c.view.getUint32(out, true)) : [],
    );
    for (const { name } of inside) c.withText(name, (at, length) => c.ask("path_unlink_file", directory, at, length));
    c.ask("fd_close", directory);
  });

/** The path that the link at a call's path leads to, below the same directory. */
export const targetOf = (c) =>
  c.withScratch((buf) =>
    c.withScratch((out) => {
      if (c.ask("path_readlink", c.get("fd"), c.get("path"), c.get("length"), buf, 1024, out) !== errno.success) return undefined;
      return c.text("path").replace(/[^/]*$/, "") + new TextDecoder().decode(c.bytes(buf, c.view.getUint32(out, true)));
    }),
  );
