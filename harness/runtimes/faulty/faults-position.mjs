import { errno } from "./abi.mjs";
import { isFile, moved, position } from "./bytes.mjs";
import { also, given, refuse, told } from "./mechanisms.mjs";
import { on, unknown } from "./on.mjs";

export default [
  ...on("fd_seek", [
    ...unknown(),
    ["ignored-flag", "from-position-is-start", "an offset from the position counts from the start", given({ whence: 0 }, (c) => c.get("whence") === 1)],
    ["ignored-flag", "from-end-is-start", "an offset from the end counts from the start", given({ whence: 0 }, (c) => c.get("whence") === 2)],
    ["ignored-flag", "from-start-is-position", "an offset from the start counts from the position", given({ whence: 1 }, (c) => c.get("whence") === 0)],
    ["wrong-offset", "no-sign", "an offset has no sign", given({ offset: (by) => (by < 0n ? -by : by) })],
    ["wrong-offset", "one-more", "the position is one byte ahead", moved((_, c) => c.field("out", "plain", "u64") + 1n)],
    ["wrong-offset", "low-half", "an offset has 32 bits", given({ offset: (by) => BigInt.asIntN(32, by) })],
    [
      "wrong-value",
      "old-told",
      "it tells the position before",
      (c) => {
        const before = c.position();
        const result = c.call();
        if (result !== errno.success || before === undefined || before === c.field("out", "plain", "u64")) return result;
        c.setField("out", "plain", "u64", before);
        return c.strike(result);
      },
    ],
    [
      "wrong-offset",
      "stops-at-end",
      "a position past the end is the end",
      (c) => {
        const result = c.call();
        const size = c.stat()?.size;
        if (result !== errno.success || !isFile(c) || c.field("out", "plain", "u64") <= size) return result;
        c.moveTo(size);
        c.setField("out", "plain", "u64", size);
        return c.strike(result);
      },
    ],
    ["no-op", "stays", "the position stays, and the new one is told", moved((before) => before)],
    ["success-for-failure", "negative-succeeds", "a negative position is told as set", told("inval", "success", (c) => c.get("whence") <= 2)],
    ["wrong-errno", "negative-badf", "a negative position is told as badf, not inval", told("inval", "badf", (c) => c.get("whence") <= 2)],
    ["success-for-failure", "whence-succeeds", "a whence that is not there is told as success", told("inval", "success", (c) => c.get("whence") > 2)],
    ["success-for-failure", "pipe-succeeds", "what has no positions is told as moved", told("spipe", "success")],
    ["wrong-errno", "pipe-inval", "what has no positions is told as inval, not spipe", told("spipe", "inval")],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
  ...on("fd_tell", [
    ...unknown(),
    ["wrong-value", "zero", "the position is always 0", position(0n)],
    ["length-off-by-one", "one-more", "the position is one byte more", position((n) => n + 1n)],
    ["wrong-offset", "end", "it tells the end of the file", (c) => (isFile(c) ? position(c.stat().size)(c) : c.call())],
    ["wrong-value", "low-half", "a position has 32 bits", position((n) => n & 0xffff_ffffn)],
    ["state-lost", "rewinds", "it sets the position to 0", also((c) => c.moveTo(0))],
    ["success-for-failure", "pipe-succeeds", "what has no positions has one", told("spipe", "success")],
    ["wrong-errno", "pipe-inval", "what has no positions is told as inval, not spipe", told("spipe", "inval")],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
];
