import { descriptor, streams, times } from "./component-files.mjs";
import { given, gives, refuse, skip, stuck, told } from "./component-mechanisms.mjs";
import { on } from "./on.mjs";

export default [
  ...on("wasi:filesystem/preopens#get-directories", [
    ["no-op", "none", "no directory is preopened", gives(() => [])],
    ["dropped-item", "first-only", "only the first directory is preopened", gives((all) => all.slice(0, 1))],
    ["dropped-item", "last-only", "only the last directory is preopened", gives((all) => all.slice(-1))],
    ["order-changed", "names", "the names of directories change places", gives((all) => all.map(([own], index) => [own, all.at(-1 - index)[1]]))],
    [
      "length-off-by-one",
      "short-names",
      "the name of a directory lacks its last character",
      gives((all) => all.map(([own, name]) => [own, name.slice(0, -1)])),
    ],
  ]),
  ...on(descriptor("read-via-stream"), streams),
  ...on(descriptor("write-via-stream"), streams),
  ...on(descriptor("append-via-stream"), [
    ["ignored-flag", "start", "it writes from the start", (c) => c.strike(c.self.writeViaStream(0n))],
    ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
  ]),
  ...on(descriptor("advise"), [["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")]]),
  ...["sync", "sync-data"].flatMap((name) =>
    on(descriptor(name), [
      ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
      ["stuck", "stuck", "it never comes back", stuck()],
    ]),
  ),
  ...on(descriptor("get-flags"), [
    ["ignored-flag", "none", "no flags are told", gives(() => ({}))],
    ["wrong-value", "write", "everything may be written", gives((flags) => ({ ...flags, write: true }))],
    ["ignored-flag", "mutate", "no directory may be changed", gives((flags) => ({ ...flags, mutateDirectory: false }))],
  ]),
  ...on(descriptor("get-type"), [
    ["wrong-value", "unknown", "every type is unknown", gives(() => "unknown")],
    ["wrong-value", "directory-is-file", "a directory is told as a regular file", gives((type) => (type === "directory" ? "regular-file" : type))],
  ]),
  ...on(descriptor("set-size"), [
    ["no-op", "nothing", "the size stays, and it tells success", skip(undefined)],
    ["length-off-by-one", "one-more", "the file is one byte longer", given((size) => [size + 1n])],
    ["ignored-flag", "no-cut", "a file is not cut", skip(undefined, (c) => c.args[1] < c.self.stat().size)],
    ["ignored-flag", "no-growth", "a file does not grow", skip(undefined, (c) => c.args[1] > c.self.stat().size)],
    ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
  ]),
  ...on(descriptor("set-times"), times(0)),
  ...on(descriptor("read"), [
    ["dropped-item", "last-byte", "the last byte of what was read is lost", gives(([bytes, end]) => [bytes.length > 1 ? bytes.subarray(0, -1) : bytes, end])],
    ["wrong-offset", "one-late", "it reads one byte late", given((length, offset) => [length, offset + 1n])],
    ["wrong-offset", "zero", "it reads at 0", given((length, offset) => (offset === 0n ? undefined : [length, 0n]))],
    ["wrong-value", "zeros", "the bytes are 0", gives(([bytes, end]) => [new Uint8Array(bytes.length), end])],
    ["ignored-flag", "never-end", "the end is never told", gives(([bytes]) => [bytes, false])],
    ["wrong-value", "always-end", "the end is always told", gives(([bytes]) => [bytes, true])],
    ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
  ]),
  ...on(descriptor("write"), [
    [
      "short-told-full",
      "half",
      "half of the bytes are written, and all are told",
      (c) => {
        const [self, bytes, offset] = c.args;
        if (bytes.length < 2) return c.call();
        c.call([self, bytes.subarray(0, bytes.length / 2), offset]);
        return c.strike(BigInt(bytes.length));
      },
    ],
    ["no-op", "nothing", "nothing is written, and all is told", skip((c) => BigInt(c.args[1].length))],
    ["wrong-offset", "one-late", "it writes one byte late", given((bytes, offset) => [bytes, offset + 1n])],
    ["wrong-offset", "zero", "it writes at 0", given((bytes, offset) => (offset === 0n ? undefined : [bytes, 0n]))],
    ["length-off-by-one", "one-more", "it tells one byte more than it wrote", gives((n) => n + 1n)],
    ["length-off-by-one", "one-less", "it tells one byte less than it wrote", gives((n) => n - 1n)],
    ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
  ]),
  ...on(descriptor("read-directory"), [
    ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
    ["wrong-errno", "file-no-entry", "a file is told as no-entry, not not-directory", told("not-directory", "no-entry")],
  ]),
  ...on("wasi:filesystem/types#[method]directory-entry-stream.read-directory-entry", [
    ["no-op", "empty", "every directory is empty", gives(() => undefined)],
    [
      "dropped-item",
      "first",
      "the first entry is missing",
      (c) => {
        c.state.seen ??= new Set();
        if (c.state.seen.has(c.self)) return c.call();
        c.state.seen.add(c.self);
        c.call();
        return c.strike(c.call());
      },
    ],
    [
      "dropped-item",
      "third",
      "a directory ends after two entries",
      gives((entry, c) => {
        c.state.counts ??= new Map();
        const count = (c.state.counts.get(c.self) ?? 0) + 1;
        c.state.counts.set(c.self, count);
        return count > 2 ? undefined : entry;
      }),
    ],
    [
      "doubled-item",
      "first-twice",
      "the first entry comes twice",
      (c) => {
        c.state.kept ??= new Map();
        const kept = c.state.kept.get(c.self);
        if (kept === undefined) {
          const first = c.call();
          c.state.kept.set(c.self, first ?? null);
          return first;
        }
        c.state.kept.set(c.self, null);
        return kept === null ? c.call() : c.strike(kept);
      },
    ],
    ["length-off-by-one", "names", "names lack their last character", gives((entry) => entry && { ...entry, name: entry.name.slice(0, -1) || entry.name })],
    ["wrong-value", "files-only", "each entry is a regular file", gives((entry) => entry && { ...entry, type: "regular-file" })],
    [
      "wrong-value",
      "ascii",
      "characters over 127 become question marks",
      gives((entry) => entry && { ...entry, name: entry.name.replace(/[^\x00-\x7f]/g, "?") }),
    ],
    ["stuck", "stuck", "it never comes back", stuck()],
  ]),
];
