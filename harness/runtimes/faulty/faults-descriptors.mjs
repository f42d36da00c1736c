import { errno, filetype } from "./abi.mjs";
import { isFile } from "./bytes.mjs";
import { also, given, gives, nth, refuse, skip, stale, stuck, told } from "./mechanisms.mjs";
import { on, plus, unknown, without } from "./on.mjs";

const flag = (bit) => (c) => (c.get("flags") & bit) !== 0;
const isPiped = (c) => c.get("fd") <= 2;
const stat = (field, change, when) => gives("out", "filestat", field, change, when);
const fdstat = (field, change, when) => gives("out", "fdstat", field, change, when);
const rights = (c) => c.withScratch((at) => (c.ask("fd_fdstat_get", c.get("fd"), at) === errno.success ? c.view.getBigUint64(at + 8, true) : 0n));
const rewinds = also((c) => c.moveTo(0), isFile);

// Two fields of a structure that was given change places.
const swapped = (structure, one, other) => (c) => {
  const result = c.call();
  if (result !== errno.success) return result;
  const [a, b] = [c.field("out", structure, one), c.field("out", structure, other)];
  c.setField("out", structure, one, b);
  c.setField("out", structure, other, a);
  return a === b ? result : c.strike(result);
};

/** What both functions that set times may get wrong. */
export const times = [
  ["no-op", "nothing", "no time is set", skip((c) => c.get("flags") !== 0)],
  [
    "order-changed",
    "swapped",
    "the times of access and of modification change places",
    (c) => {
      const [atim, mtim, flags] = [c.get("atim"), c.get("mtim"), c.get("flags")];
      return c.strike(c.call({ atim: mtim, mtim: atim, flags: ((flags & 3) << 2) | ((flags & 12) >> 2) }));
    },
  ],
  ["wrong-time", "microseconds", "times are taken as microseconds", given({ atim: (t) => t * 1000n, mtim: (t) => t * 1000n }, flag(5))],
  [
    "wrong-time",
    "whole-seconds",
    "parts of a second are lost",
    given({ atim: (t) => t - (t % 1_000_000_000n), mtim: (t) => t - (t % 1_000_000_000n) }, flag(5)),
  ],
  ["ignored-flag", "access-now", "`now` for the time of access is ignored", given({ flags: without(2) }, flag(2))],
  ["ignored-flag", "modification-now", "`now` for the time of modification is ignored", given({ flags: without(8) }, flag(8))],
  ["ignored-flag", "access", "the time of access is never set", given({ flags: without(1) }, flag(1))],
  ["ignored-flag", "modification", "the time of modification is never set", given({ flags: without(4) }, flag(4))],
  ["ignored-flag", "both", "the other time is set too, to now", given({ flags: (f) => f | (f & 3 ? 0 : 2) | (f & 12 ? 0 : 8) }, (c) => c.get("flags") !== 0)],
  ["wrong-time", "zero-now", "`now` is the year 1970", given({ flags: (f) => (f & ~10) | (f & 2 ? 1 : 0) | (f & 8 ? 4 : 0), atim: 0n, mtim: 0n }, flag(10))],
  ["success-for-failure", "both-succeeds", "a time and `now` at once are told as success", told("inval", "success")],
  ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
];

/** What both functions that tell a file's metadata may get wrong. */
export const metadata = [
  [
    "length-off-by-one",
    "size-more",
    "a file's size is one more",
    stat("size", (n, c) => (c.field("out", "filestat", "type") === filetype.regular ? n + 1n : n)),
  ],
  ["wrong-value", "size-zero", "a file's size is 0", stat("size", 0n, undefined)],
  ["wrong-value", "size-low-half", "a size has 32 bits", stat("size", (n) => n & 0xffff_ffffn)],
  ["wrong-value", "one-link", "every file has one link", stat("nlink", 1n)],
  ["wrong-value", "no-links", "every file has no link", stat("nlink", 0n)],
  ["wrong-value", "type-unknown", "the type of a file is unknown", stat("type", filetype.unknown)],
  ["wrong-value", "directory-is-file", "a directory is told as a regular file", stat("type", (t) => (t === filetype.directory ? filetype.regular : t))],
  ["wrong-value", "same-inode", "every file has the inode 1", stat("ino", 1n)],
  ["wrong-value", "inode-changes", "a file's inode is another in each call", stat("ino", (n, c) => n + BigInt(nth(c)))],
  ["wrong-value", "device-changes", "a file's device is another in each call", stat("dev", (n, c) => n + BigInt(nth(c)))],
  [
    "wrong-time",
    "microseconds",
    "times are told in microseconds",
    (c) => {
      const result = c.call();
      if (result !== errno.success) return result;
      for (const name of ["atim", "mtim", "ctim"]) c.setField("out", "filestat", name, c.field("out", "filestat", name) / 1000n);
      return c.strike(result);
    },
  ],
  ["wrong-time", "whole-seconds", "the time of modification has whole seconds", stat("mtim", (t) => t - (t % 1_000_000_000n))],
  ["order-changed", "times-swapped", "the times of access and of modification change places", swapped("filestat", "atim", "mtim")],
  ["wrong-time", "modified-never", "the time of modification is 0", stat("mtim", 0n)],
  ["wrong-time", "changed-never", "the time of the last change is 0", stat("ctim", 0n)],
];

export default [
  ...on("fd_advise", [
    ...unknown(),
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
    ["success-for-failure", "unknown-advice", "an advice that is not there is told as success", told("inval", "success")],
    ["wrong-errno", "unknown-advice-notsup", "an advice that is not there is told as notsup, not inval", told("inval", "notsup")],
    ["state-lost", "rewinds", "it sets the position to 0", rewinds],
  ]),
  ...on("fd_allocate", [
    ...unknown(),
    ["no-op", "nothing", "it allocates nothing, and tells success", skip(isFile)],
    ["length-off-by-one", "one-less", "it allocates one byte less", given({ len: (n) => n - 1n }, (c) => c.get("len") > 1n)],
    ["wrong-offset", "from-zero", "it allocates from the start, not from the offset", given({ offset: 0n })],
    ["wrong-value", "cuts", "it cuts a file that is longer", also((c) => c.ask("fd_filestat_set_size", c.get("fd"), c.get("offset") + c.get("len")), isFile)],
    ["success-for-failure", "empty-succeeds", "a length of 0 is told as success, not inval", told("inval", "success")],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
    ["state-lost", "rewinds", "it sets the position to 0", rewinds],
  ]),
  ...on("fd_close", [
    ...unknown(),
    ["no-op", "nothing", "it closes nothing, and tells success", skip((c) => c.stat() !== undefined)],
    ["failure-for-success", "refused", "it closes, and tells badf", told("success", "badf")],
    ["failure-for-success", "io", "it closes, and tells io", told("success", "io")],
    ["doubled-item", "next-too", "it closes the next descriptor too", also((c) => c.ask("fd_close", c.get("fd") + 1))],
    ["ignored-flag", "streams-stay", "standard streams stay open", skip(isPiped)],
    ["stuck", "stuck", "it never comes back", stuck()],
  ]),
  ...["fd_datasync", "fd_sync"].flatMap((name) =>
    on(name, [
      ...unknown(),
      ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
      ["failure-for-success", "inval", "a file is refused with inval", refuse("inval", isFile)],
      ["state-lost", "rewinds", "it sets the position to 0", rewinds],
      ["stuck", "stuck", "it never comes back", stuck()],
    ]),
  ),
  ...on("fd_fdstat_get", [
    ...unknown(),
    ["wrong-value", "type-unknown", "every type is unknown", fdstat("type", filetype.unknown)],
    ["wrong-value", "directory-is-file", "a directory is told as a regular file", fdstat("type", (t) => (t === filetype.directory ? filetype.regular : t))],
    [
      "wrong-value",
      "file-is-character",
      "a regular file is told as a character device",
      fdstat("type", (t) => (t === filetype.regular ? filetype.character : t)),
    ],
    ["ignored-flag", "no-flags", "no flags are told", fdstat("flags", 0)],
    ["wrong-value", "append", "append is told of every file", fdstat("flags", plus(1))],
    ["wrong-value", "no-rights", "no rights are told", fdstat("base", 0n)],
    ["wrong-value", "inherits-nothing", "a directory gives no rights to what is opened in it", fdstat("inheriting", 0n)],
    ["state-lost", "stale", "it tells what it told at first", stale("out", 24, (c) => c.get("fd"))],
    ["no-op", "nothing", "it writes nothing, and tells success", skip((c) => c.stat() !== undefined)],
  ]),
  ...on("fd_fdstat_set_flags", [
    ...unknown(),
    ["no-op", "nothing", "it sets nothing, and tells success", skip((c) => c.stat() !== undefined)],
    ["ignored-flag", "append", "append is not set", given({ flags: without(1) }, flag(1))],
    ["ignored-flag", "nonblock", "nonblock is not set", given({ flags: without(4) }, flag(4))],
    ["ignored-flag", "stays", "a flag that was set stays", skip((c) => c.get("flags") === 0)],
    ["wrong-value", "appends", "append is set too", given({ flags: plus(1) }, (c) => isFile(c) && c.get("flags") !== 1)],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
  ...on("fd_fdstat_set_rights", [
    ...unknown(),
    ["no-op", "nothing", "no right is taken away, and it tells success", skip((c) => (c.get("base") & ~rights(c)) === 0n)],
    ["success-for-failure", "more-succeeds", "a right that is not there is told as given", told("notcapable", "success")],
    ["wrong-errno", "more-perm", "a right that is not there is told as perm, not notcapable", told("notcapable", "perm")],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
    [
      "ignored-flag",
      "inheriting",
      "what is inherited stays",
      (c) =>
        c.withScratch((at) => {
          c.ask("fd_fdstat_get", c.get("fd"), at);
          return c.strike(c.call({ inheriting: c.view.getBigUint64(at + 16, true) }));
        }),
    ],
  ]),
  ...on("fd_filestat_get", [
    ...unknown(),
    ...metadata,
    ["state-lost", "stale", "it tells what it told at first", stale("out", 64, (c) => c.get("fd"))],
    ["no-op", "nothing", "it writes nothing, and tells success", skip((c) => c.stat() !== undefined)],
    ["failure-for-success", "streams", "a standard stream is refused with badf", refuse("badf", isPiped)],
  ]),
  ...on("fd_filestat_set_size", [
    ...unknown(),
    ["no-op", "nothing", "the size stays, and it tells success", skip(isFile)],
    ["length-off-by-one", "one-more", "the file is one byte longer", given({ size: (n) => n + 1n }, isFile)],
    ["ignored-flag", "no-growth", "a file does not grow", skip((c) => isFile(c) && c.get("size") > c.stat().size)],
    ["ignored-flag", "no-cut", "a file is not cut", skip((c) => isFile(c) && c.get("size") < c.stat().size)],
    ["state-lost", "rewinds", "it sets the position to 0", rewinds],
    [
      "wrong-value",
      "empties",
      "the file is emptied before",
      (c) => {
        if (!isFile(c)) return c.call();
        c.call({ size: 0n });
        return c.strike(c.call());
      },
    ],
    ["success-for-failure", "failure-succeeds", "a size that is refused is told as set", told(["inval", "fbig", "io"], "success")],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
  ...on("fd_filestat_set_times", [...unknown(), ...times]),
  ...on("fd_prestat_get", [
    ...unknown(),
    ["length-off-by-one", "one-less", "a name is one byte shorter", gives("out", "prestat", "length", (n) => n - 1)],
    ["length-off-by-one", "one-more", "a name is one byte longer", gives("out", "prestat", "length", (n) => n + 1)],
    ["failure-for-success", "none", "no directory is preopened", refuse("badf")],
    ["dropped-item", "first-only", "only the first directory is preopened", refuse("badf", (c) => c.get("fd") > 3)],
    ["wrong-value", "tag", "a preopened directory has a tag that is not there", gives("out", "prestat", "tag", 1)],
  ]),
  ...on("fd_prestat_dir_name", [
    ...unknown(),
    ["no-op", "nothing", "it writes nothing, and tells success", skip((c) => c.stat() !== undefined)],
    ["length-off-by-one", "ends-early", "the last byte of a name is 0", also((c) => c.bytes(c.get("path"), c.get("length")).fill(0, -1))],
    ["wrong-value", "root", "every name begins with another byte", also((c) => (c.bytes(c.get("path"), 1)[0] ^= 1))],
    ["wrong-offset", "shifted", "a name begins one byte late", also((c) => c.bytes(c.get("path"), c.get("length")).copyWithin(1, 0))],
    ["failure-for-success", "refused", "it is refused with notdir", refuse("notdir", (c) => c.stat() !== undefined)],
  ]),
  ...on("fd_renumber", [
    ...unknown(),
    ["no-op", "nothing", "it does nothing, and tells success", skip((c) => c.stat() !== undefined && c.stat(c.get("to")) !== undefined)],
    ["failure-for-success", "refused", "it is refused with notsup", refuse("notsup")],
    ["order-changed", "swapped", "it puts the second descriptor at the first", given({ fd: (_, c) => c.get("to"), to: (_, c) => c.get("fd") })],
    [
      "state-lost",
      "closes",
      "it closes the second descriptor, and moves nothing there",
      (c) => (c.stat() === undefined || c.stat(c.get("to")) === undefined ? c.call() : c.strike(c.ask("fd_close", c.get("to")))),
    ],
    ["state-lost", "rewinds", "the position of what is moved becomes 0", also((c) => c.moveTo(0, c.get("to")))],
  ]),
];
