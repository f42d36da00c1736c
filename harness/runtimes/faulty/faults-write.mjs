import { errno } from "./abi.mjs";
import { appends, isFile, moved, replace, sent, writes } from "./bytes.mjs";
import { given, refuse, short, slow, stuck, told } from "./mechanisms.mjs";
import { on } from "./on.mjs";

export default [
  ...on("fd_write", [
    ...sent,
    ["state-lost", "stays", "the position of a file stays", moved((before) => before)],
    [
      "ignored-flag",
      "append",
      "what appends writes at the position",
      (c) => {
        if (!appends(c)) return c.call();
        c.ask("fd_fdstat_set_flags", c.get("fd"), 0);
        const result = c.call();
        c.ask("fd_fdstat_set_flags", c.get("fd"), 1);
        return c.strike(result);
      },
    ],
    [
      "wrong-offset",
      "at-end",
      "each write to a file goes to its end",
      (c) => {
        if (!isFile(c) || c.position() === c.stat().size) return c.call();
        c.moveTo(c.stat().size);
        return c.strike(c.call());
      },
    ],
    ["dropped-item", "over-4096", "bytes after the first 4096 of a write are lost", short((total) => Math.min(total, 4096), "full")],
    [
      "dropped-item",
      "unfinished-line",
      "what ends no line is lost on standard output",
      (c) => {
        const last = c.iovs().findLast(({ length }) => length > 0);
        if (c.get("fd") !== 1 || !last || c.bytes(last.buf, last.length).at(-1) === 10) return c.call();
        c.setField("out", "plain", "u32", c.total());
        return c.strike(errno.success);
      },
    ],
    ["wrong-value", "error-to-output", "standard error goes to standard output", given({ fd: 1 }, (c) => c.get("fd") === 2)],
    ["wrong-value", "output-to-error", "standard output goes to standard error", given({ fd: 2 }, (c) => c.get("fd") === 1)],
    ["wrong-value", "crlf", "line ends become carriage returns", writes(replace((byte) => byte === 10, 13))],
    ["success-for-failure", "pipe-succeeds", "a pipe without a reader is told as written", told("pipe", "success")],
    ["wrong-errno", "pipe-io", "a pipe without a reader is told as io, not pipe", told("pipe", "io")],
    ["success-for-failure", "unwritable", "what is not open for writing is told as written", told(["badf", "notcapable", "perm"], "success", isFile)],
    ["failure-for-success", "empty", "a write of no bytes is refused with inval", refuse("inval", (c) => c.total() === 0)],
    ["failure-for-success", "stderr", "standard error is refused with badf", refuse("badf", (c) => c.get("fd") === 2)],
    ["stuck", "stuck", "it never comes back", stuck()],
    ["slow", "late", "each write takes twenty-five seconds", slow(25_000)],
  ]),
  ...on("fd_pwrite", [
    ...sent.filter(([, name]) => name !== "twice"),
    [
      "doubled-item",
      "again-behind",
      "the bytes are written again behind themselves",
      (c) => {
        const result = c.call();
        if (result !== errno.success || c.total() === 0) return result;
        const done = c.field("out", "plain", "u32");
        c.call({ offset: c.get("offset") + BigInt(done) });
        return c.strike(result);
      },
    ],
    ["state-lost", "moves", "the position moves to where it wrote", moved((_, c) => c.get("offset") + BigInt(c.field("out", "plain", "u32")))],
    [
      "wrong-offset",
      "at-position",
      "it writes at the position, not at the offset",
      (c) => {
        const before = c.position();
        return before === undefined ? c.call() : c.strike(c.call({ offset: before }));
      },
    ],
    ["wrong-offset", "one-late", "it writes one byte late", given({ offset: (at) => at + 1n })],
    ["wrong-offset", "low-half", "an offset has 32 bits", given({ offset: (at) => at & 0xffff_ffffn })],
    ["wrong-offset", "end", "it writes at the end of the file", (c) => (isFile(c) ? given({ offset: c.stat().size })(c) : c.call())],
    ["success-for-failure", "pipe-succeeds", "what has no positions is told as written", told("spipe", "success")],
    ["wrong-errno", "pipe-badf", "what has no positions is told as badf, not spipe", told("spipe", "badf")],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
];
