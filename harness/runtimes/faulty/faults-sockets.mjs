import { errno } from "./abi.mjs";
import { also, buffers, garbles, given, gives, mapBytes, refuse, short, skip, slow, stuck, told, twice } from "./mechanisms.mjs";
import { on, plus, unknown, without } from "./on.mjs";

const half = (total) => Math.floor(total / 2);
const count = (change, when) => gives("out", "plain", "u32", change, when);
const flag = (bit) => (c) => (c.get("flags") & bit) !== 0;
const many = (c) => c.iovs().filter(({ length }) => length > 0).length > 1;
const isStream = (c) => c.stat()?.type === 6;
const accepted = (c) => c.field("out", "plain", "u32");

/** What all functions of sockets may get wrong of what is none. */
const sockets = [
  ...unknown(),
  ["success-for-failure", "file-succeeds", "what is no socket is told as success", told("notsock", "success")],
  ["wrong-errno", "file-inval", "what is no socket is told as inval, not notsock", told("notsock", "inval")],
  ["wrong-errno", "file-badf", "what is no socket is told as badf, not notsock", told("notsock", "badf")],
  ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys", isStream)],
];

export default [
  ...on("sock_accept", [
    ...sockets,
    ["ignored-flag", "nonblock", "what is accepted does not get nonblock", given({ flags: without(4) }, flag(4))],
    ["ignored-flag", "always-nonblock", "what is accepted always gets nonblock", given({ flags: plus(4) }, (c) => isStream(c) && !flag(4)(c))],
    ["wrong-errno", "nobody-inval", "that nobody is there is told as inval, not again", told("again", "inval")],
    ["success-for-failure", "nobody-succeeds", "that nobody is there is told as success", told("again", "success")],
    [
      "failure-for-success",
      "never-waits",
      "it never waits, and tells again",
      (c) => {
        if (!isStream(c)) return c.call();
        c.ask("fd_fdstat_set_flags", c.get("fd"), 4);
        const result = c.call();
        return result === errno.again ? c.strike(result) : result;
      },
    ],
    ["wrong-value", "next-descriptor", "it tells the descriptor after the one that it made", count((n) => n + 1)],
    ["wrong-value", "listener", "it tells the socket that listens", count((_, c) => c.get("fd"))],
    [
      "doubled-item",
      "shares",
      "each connection has the descriptor of the first one",
      (c) => {
        const result = c.call();
        if (result !== errno.success) return result;
        c.state.first ??= accepted(c);
        if (c.state.first === accepted(c)) return result;
        c.setField("out", "plain", "u32", c.state.first);
        return c.strike(result);
      },
    ],
    [
      "dropped-item",
      "second",
      "each second connection is closed at once",
      (c) => {
        const result = c.call();
        if (result !== errno.success) return result;
        c.state.count = (c.state.count ?? 0) + 1;
        if (c.state.count % 2 === 1) return result;
        c.ask("fd_close", accepted(c));
        return c.strike(c.call());
      },
    ],
    [
      "order-changed",
      "last-first",
      "of connections that wait the second comes before the first",
      (c) => {
        if (c.state.kept !== undefined) {
          c.setField("out", "plain", "u32", c.state.kept);
          c.state.kept = undefined;
          return errno.success;
        }
        const result = c.call();
        if (result !== errno.success || c.state.swapped) return result;
        c.state.kept = accepted(c);
        c.state.swapped = true;
        return c.strike(c.call());
      },
    ],
    ["state-lost", "closes-listener", "the socket does not listen any more", also((c) => c.ask("fd_close", c.get("fd")))],
    ["state-lost", "shut", "what is accepted is shut for writing", also((c) => c.ask("sock_shutdown", accepted(c), 2))],
    ["stuck", "stuck", "it never comes back", stuck(isStream)],
    ["slow", "late", "it takes twenty-five seconds", slow(25_000, isStream)],
  ]),
  ...on("sock_recv", [
    ...sockets,
    ["ignored-flag", "peek", "`peek` is ignored", given({ flags: without(1) }, flag(1))],
    ["ignored-flag", "always-peeks", "bytes that were received come again", given({ flags: plus(1) }, (c) => isStream(c) && !flag(1)(c))],
    ["ignored-flag", "waitall", "`waitall` is ignored", given({ flags: without(2) }, flag(2))],
    ["ignored-flag", "always-waits", "it always waits for all bytes", given({ flags: plus(2) }, (c) => isStream(c) && !flag(2)(c))],
    [
      "short-told-full",
      "half",
      "half of the bytes are received, and all are told",
      (c) => {
        const result = c.call();
        const n = result === errno.success ? c.field("out", "plain", "u32") : 0;
        if (n < 2) return result;
        let at = half(n);
        for (const { buf, length } of c.iovs()) {
          const own = c.bytes(buf, length);
          own.fill(0, Math.min(at, length));
          at = Math.max(at - length, 0);
        }
        return c.strike(result);
      },
    ],
    [
      "dropped-item",
      "first-byte",
      "the first byte is lost",
      (c) => {
        if (!isStream(c) || flag(1)(c)) return c.call();
        const [{ length } = {}] = c.iovs();
        if (!length) return c.call();
        if (c.state.lost) return c.call();
        c.state.lost = true;
        c.callUpTo(1);
        return c.strike(c.call());
      },
    ],
    ["length-off-by-one", "one-more", "it tells one byte more than it received", count((n) => n + 1)],
    ["length-off-by-one", "one-less", "it tells one byte less than it received", count((n) => Math.max(n - 1, 0))],
    ["wrong-value", "zeros", "the bytes are 0", garbles((bytes) => bytes.fill(0))],
    ["wrong-value", "seven-bits", "the high bit of each byte is lost", garbles((bytes) => mapBytes(bytes, (byte) => byte & 127))],
    ["order-changed", "reversed", "several buffers are filled in reverse", buffers((all) => all.toReversed(), many)],
    ["wrong-value", "truncated", "it tells that a message was cut", also((c) => c.setField("outflags", "plain", "u16", 1))],
    ["wrong-errno", "nothing-inval", "that nothing is there yet is told as inval, not again", told("again", "inval")],
    [
      "success-for-failure",
      "nothing-is-end",
      "that nothing is there yet is told as the end",
      (c) => {
        const result = c.call();
        if (result !== errno.again) return result;
        c.setField("out", "plain", "u32", 0);
        return c.strike(errno.success);
      },
    ],
    [
      "failure-for-success",
      "end-fails",
      "the end is told as connreset",
      (c) => {
        const result = c.call();
        return result === errno.success && c.total() > 0 && c.field("out", "plain", "u32") === 0 ? c.strike(errno.connreset) : result;
      },
    ],
    [
      "success-for-failure",
      "reset-is-end",
      "a connection that was broken off is told as the end",
      (c) => {
        const result = c.call();
        if (result !== errno.connreset) return result;
        c.setField("out", "plain", "u32", 0);
        return c.strike(errno.success);
      },
    ],
    ["stuck", "stuck", "it never comes back", stuck(isStream)],
    [
      "stuck",
      "end",
      "it never comes back from the end",
      (c) => {
        const result = c.call();
        return result === errno.success && c.total() > 0 && c.field("out", "plain", "u32") === 0 ? stuck()(c) : result;
      },
    ],
  ]),
  ...on("sock_send", [
    ...sockets,
    ["short-told-full", "half", "half of the bytes are sent, and all are told", short(half, "full")],
    ["doubled-item", "twice", "the bytes are sent twice", twice()],
    ["no-op", "nothing", "nothing is sent, and all is told", skip(isStream, (c) => c.setField("out", "plain", "u32", c.total()))],
    ["length-off-by-one", "one-more", "it tells one byte more than it sent", count((n) => n + 1)],
    ["length-off-by-one", "one-less", "it tells one byte less than it sent", count((n) => Math.max(n - 1, 0))],
    ["order-changed", "reversed", "several buffers are sent in reverse", buffers((all) => all.toReversed(), many)],
    ["dropped-item", "first-buffer", "the first of several buffers is left out", buffers(([_, ...others]) => others, many)],
    ["dropped-item", "over-4096", "bytes after the first 4096 are lost", short((total) => Math.min(total, 4096), "full")],
    ["success-for-failure", "pipe-succeeds", "a peer that is gone is told as sent to", told(["pipe", "connreset"], "success")],
    ["wrong-errno", "pipe-io", "a peer that is gone is told as io", told(["pipe", "connreset"], "io")],
    ["failure-for-success", "empty", "no bytes are refused with inval", refuse("inval", (c) => isStream(c) && c.total() === 0)],
    ["stuck", "stuck", "it never comes back", stuck(isStream)],
    ["slow", "late", "it takes twenty-five seconds", slow(25_000, isStream)],
  ]),
  ...on("sock_shutdown", [
    ...sockets,
    ["no-op", "nothing", "it does nothing, and tells success", skip(isStream)],
    ["ignored-flag", "writing", "writing is not shut", given({ how: without(2) }, (c) => (c.get("how") & 2) !== 0 && c.get("how") !== 2)],
    ["ignored-flag", "both", "reading is shut too", given({ how: 3 }, (c) => c.get("how") === 2)],
    ["ignored-flag", "reading-only", "reading is shut where writing should be", given({ how: 1 }, (c) => c.get("how") === 2)],
    ["state-lost", "closes", "the connection is closed as a whole", (c) => (isStream(c) ? c.strike(c.ask("fd_close", c.get("fd"))) : c.call())],
    ["success-for-failure", "no-way-succeeds", "neither reading nor writing is told as success", told("inval", "success")],
    ["wrong-errno", "no-way-badf", "neither reading nor writing is told as badf, not inval", told("inval", "badf")],
    ["success-for-failure", "listener-succeeds", "a socket that listens is told as shut", told("notconn", "success")],
    ["wrong-errno", "listener-inval", "a socket that listens is told as inval, not notconn", told("notconn", "inval")],
  ]),
];
