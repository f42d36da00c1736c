import type fc from "fast-check";
import { anyOf, call, flags, length, linkPath, linkTarget, lookup, mostly, offset, oneOf, path, size, text } from "./words.ts";

const folder = mostly([4, ["/data"]], [1, ["d0"]]);
const file = mostly([6, ["f0", "f1"]], [1, ["d0", "/data"]]);
const opening = flags("create", "directory", "exclusive", "truncate");
const access = anyOf([9, oneOf("read", "read,write", "write")], [1, flags("read", "write", "mutate-directory", "file-integrity-sync", "data-integrity-sync")]);
const advice = oneOf("normal", "sequential", "random", "will-need", "dont-need", "no-reuse");
const time = oneOf("-", "1.0", "1000000000.5", "1.999999999", "now");

const onPaths: readonly (readonly [number, fc.Arbitrary<string>])[] = [
  [6, call("open-at", folder, lookup, path, opening, access, ">", oneOf("f0", "f1"))],
  [
    2,
    call(
      "open-at /data",
      lookup,
      oneOf("d", ".", "l", "d/"),
      oneOf("directory", "-"),
      mostly([5, ["read"]], [1, ["read,mutate-directory", "mutate-directory"]]),
      "> d0",
    ),
  ],
  [3, call("stat-at", folder, lookup, path)],
  [1, call("list", folder)],
  [2, call("list", folder, oneOf(".", "d"))],
  [2, call("create-directory-at", folder, path)],
  [2, call("remove-directory-at", folder, path)],
  [2, call("unlink-file-at", folder, path)],
  [2, call("rename-at", folder, path, folder, path)],
  [2, call("symlink-at", folder, linkTarget, linkPath)],
  [1, call("link-at", folder, lookup, path, folder, path)],
  [1, call("readlink-at", folder, path)],
  [1, call("set-times-at", folder, lookup, path, time, time)],
  [1, call("stat-at", folder, lookup, path, "mtim")],
];

const onFiles: readonly (readonly [number, fc.Arbitrary<string>])[] = [
  [3, call("read", file, length, offset)],
  [3, call("write", file, text, size)],
  [2, call("set-size", file, size)],
  [2, call("stat", file)],
  [1, call("get-flags", file)],
  [1, call("get-type", file)],
  [1, call(oneOf("sync", "sync-data"), file)],
  [1, call("advise", file, offset, offset, advice)],
  [1, call("is-same-object", file, file)],
  [1, call("set-times", file, time, time)],
  [1, call("stat", file, "mtim")],
];

/** Calls that open what others can use, and most times succeed. */
export const openings: fc.Arbitrary<string> = anyOf(
  [3, call("open-at /data nofollow a.txt - read,write > f0")],
  [3, call("open-at /data nofollow", oneOf("new", "d/new"), oneOf("create", "create,exclusive"), oneOf("read,write", "write"), ">", oneOf("f0", "f1"))],
  [2, call("open-at /data nofollow", oneOf("a.txt", "d/b.txt"), "-", oneOf("read", "write", "read,write"), ">", oneOf("f0", "f1"))],
  [2, call("open-at /data nofollow d directory", mostly([8, ["read"]], [1, ["read,mutate-directory"]]), "> d0")],
  [2, call("symlink-at /data", linkTarget, oneOf("l", "m"))],
);

/** The same, with streams of files. */
export const openings02: fc.Arbitrary<string> = anyOf(
  [6, openings],
  [1, call("read-via-stream f0", oneOf("0", "3"), "> i0")],
  [1, call("write-via-stream f0", oneOf("0", "3"), "> o0")],
  [1, call("append-via-stream f0 > o0")],
);

/** Calls of WASI 0.2 on files: their answers are settled, so no times of now, hashes, or parts of what a stream would give. */
export const callsOf02: fc.Arbitrary<string> = anyOf(
  ...onPaths,
  ...onFiles,
  [2, call("read-via-stream", file, offset, "> i0")],
  [2, call("drain i0", oneOf("100", "1", "4"))],
  [2, call("write-via-stream", file, size, "> o0")],
  [1, call("append-via-stream", file, "> o0")],
  [2, call("put o0", text)],
  [1, call("blocking-write-and-flush o0", text)],
  [1, call("blocking-write-zeroes-and-flush o0", oneOf("1", "0", "100"))],
  [1, call("blocking-flush o0")],
  [1, call("drop", oneOf("f0", "f1", "d0", "i0", "o0"))],
);

/** Calls of WASI 0.3 on files. A stream to write to is part of `write`: an end that nobody drops would hold its file for ever. */
export const callsOf03: fc.Arbitrary<string> = anyOf(
  ...onPaths,
  ...onFiles,
  [2, call("write", file, text, "end")],
  [2, call("read-via-stream", file, offset, "> i0 r0")],
  [2, call("drain i0", oneOf("100", "1", "4"))],
  [1, call("drop", oneOf("f0", "f1", "d0", "i0"))],
);
