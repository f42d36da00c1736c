import { errno, filetype } from "./abi.mjs";
import { readEntries, writeEntries } from "./entries.mjs";
import { given, gives, stuck, told } from "./mechanisms.mjs";
import { on, unknown } from "./on.mjs";

const textOf = (all) => all.map(({ next, ino, type, name }) => `${next} ${ino} ${type} ${name}`).join();
const readdir =
  (change, when = () => true) =>
  (c) => {
    const result = c.call();
    if (result !== errno.success || !when(c)) return result;
    const read = readEntries(c);
    const after = change(read, c);
    if (after === undefined || textOf(after) === textOf(read)) return result;
    writeEntries(c, after);
    return c.strike(result);
  };
const named = (change) => readdir((all) => all.map((entry) => ({ ...entry, ...change(entry) })));
const isDot = ({ name }) => name === "." || name === "..";

export default [
  ...on("fd_readdir", [
    ...unknown(),
    ["dropped-item", "last", "the last entry is missing", readdir((all, c) => (c.field("out", "plain", "u32") < c.get("length") ? all.slice(0, -1) : all))],
    ["dropped-item", "third", "the third entry is missing", readdir((all, c) => (c.get("cookie") === 0n ? all.toSpliced(2, 1) : all))],
    [
      "doubled-item",
      "last-twice",
      "the last entry comes twice",
      readdir((all, c) => (c.field("out", "plain", "u32") + 64 < c.get("length") ? [...all, ...all.slice(-1)] : all)),
    ],
    ["length-off-by-one", "names", "names lack their last byte", named(({ name }) => (isDot({ name }) ? {} : { name: name.slice(0, -1) }))],
    ["wrong-value", "long-names", "names have at most 100 bytes", named(({ name }) => ({ name: name.slice(0, 100) }))],
    ["wrong-value", "ascii", "bytes over 127 of a name become question marks", named(({ name }) => ({ name: name.replace(/[^\x00-\x7f]/g, "?") }))],
    ["wrong-value", "files-only", "each entry is a regular file", named(() => ({ type: filetype.regular }))],
    ["wrong-value", "links-followed", "a link is told as a regular file", named(({ type }) => (type === filetype.link ? { type: filetype.regular } : {}))],
    ["wrong-offset", "next", "each entry names the cookie after the next one", named(({ next }) => ({ next: next + 1n }))],
    ["ignored-flag", "cookie", "it always begins with the first entry", given({ cookie: 0n })],
    ["wrong-offset", "cookie-one-more", "it leaves out the entry that a cookie names", given({ cookie: (n) => (n > 0n ? n + 1n : n) })],
    [
      "short-told-full",
      "small-buffer",
      "it tells that all entries are there where they do not fit",
      gives("out", "plain", "u32", (n, c) => (n === c.get("length") ? n - 1 : n)),
    ],
    ["length-off-by-one", "one-less", "it tells one byte less than it wrote", gives("out", "plain", "u32", (n) => Math.max(n - 1, 0))],
    [
      "no-op",
      "empty",
      "every directory is empty",
      (c) => {
        const result = c.call();
        if (result !== errno.success) return result;
        c.setField("out", "plain", "u32", 0);
        return c.strike(result);
      },
    ],
    [
      "success-for-failure",
      "file-succeeds",
      "a file is read as an empty directory",
      told(["notdir", "notcapable", "badf"], "success", (c) => c.stat()?.type === filetype.regular),
    ],
    ["wrong-errno", "file-inval", "a file is told as inval, not notdir", told("notdir", "inval")],
    [
      "state-lost",
      "stale",
      "entries that come later are not seen",
      (c) => {
        const result = c.call();
        if (result !== errno.success || c.get("cookie") !== 0n) return result;
        const size = c.field("out", "plain", "u32");
        const known = c.state[c.get("fd")];
        if (known === undefined) c.state[c.get("fd")] = c.bytes(c.get("buf"), size).slice();
        if (known === undefined || known.length > c.get("length") || known.length === size) return result;
        c.bytes(c.get("buf"), known.length).set(known);
        c.setField("out", "plain", "u32", known.length);
        return c.strike(result);
      },
    ],
    ["stuck", "stuck", "it never comes back", stuck()],
  ]),
];
