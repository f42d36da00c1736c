import { errno } from "./abi.mjs";
import { isDirectory, isFile, moved, reads, replace } from "./bytes.mjs";
import { garbles, given, refuse, skip, slow, stuck, told } from "./mechanisms.mjs";
import { on } from "./on.mjs";

export default [
  ...on("fd_read", [
    ...reads,
    ["state-lost", "stays", "the position of a file stays", moved((before) => before)],
    ["wrong-offset", "ahead", "the position of a file is one byte ahead", moved((before, c) => before + BigInt(c.field("out", "plain", "u32")) + 1n)],
    [
      "dropped-item",
      "ends-early",
      "a file ends after the first read",
      (c) => {
        if (!isFile(c) || c.total() === 0) return c.call();
        c.state.read ??= new Set();
        const again = c.state.read.has(c.get("fd"));
        c.state.read.add(c.get("fd"));
        if (again) c.setField("out", "plain", "u32", 0);
        return again ? c.strike(errno.success) : c.call();
      },
    ],
    ["wrong-value", "crlf", "line ends become carriage returns", garbles(replace((byte) => byte === 10, 13))],
    ["success-for-failure", "directory-succeeds", "a directory is read as empty", told(["isdir", "badf", "notcapable"], "success", isDirectory)],
    ["success-for-failure", "unreadable", "what is not open for reading is read as empty", told(["badf", "notcapable", "perm"], "success", isFile)],
    ["failure-for-success", "empty", "a read of no bytes is refused with inval", refuse("inval", (c) => c.total() === 0)],
    ["failure-for-success", "again", "standard input is refused with again", refuse("again", (c) => c.get("fd") === 0)],
    [
      "no-op",
      "empty-input",
      "standard input is at its end at once",
      skip(
        (c) => c.get("fd") === 0,
        (c) => c.setField("out", "plain", "u32", 0),
      ),
    ],
    ["stuck", "stuck", "it never comes back", stuck()],
    [
      "stuck",
      "end",
      "it never comes back from the end of standard input",
      (c) => {
        const result = c.call();
        return c.get("fd") === 0 && c.total() > 0 && c.field("out", "plain", "u32") === 0 ? stuck()(c) : result;
      },
    ],
    ["slow", "late", "each read takes twenty-five seconds", slow(25_000)],
  ]),
  ...on("fd_pread", [
    ...reads,
    ["state-lost", "moves", "the position moves to where it read", moved((_, c) => c.get("offset") + BigInt(c.field("out", "plain", "u32")))],
    [
      "wrong-offset",
      "at-position",
      "it reads at the position, not at the offset",
      (c) => {
        const before = c.position();
        return before === undefined ? c.call() : c.strike(c.call({ offset: before }));
      },
    ],
    ["wrong-offset", "one-late", "it reads one byte late", given({ offset: (at) => at + 1n })],
    ["wrong-offset", "low-half", "an offset has 32 bits", given({ offset: (at) => at & 0xffff_ffffn })],
    ["wrong-offset", "zero", "it reads at 0", given({ offset: 0n })],
    ["success-for-failure", "pipe-succeeds", "what has no positions is read as empty", told("spipe", "success")],
    ["wrong-errno", "pipe-badf", "what has no positions is told as badf, not spipe", told("spipe", "badf")],
    ["success-for-failure", "directory-succeeds", "a directory is read as empty", told(["isdir", "badf", "notcapable"], "success", isDirectory)],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
];
