import { errno } from "./abi.mjs";
import { given, gives, mapBytes, refuse, skip, slow, stale, stuck, told } from "./mechanisms.mjs";
import { on } from "./on.mjs";

/** Changes the pointers and the bytes that args_get and environ_get gave. */
const strings = (change) => (c) => {
  const { count, size } = c.withScratch((at) => {
    c.ask(c.name.replace("get", "sizes_get"), at, at + 4);
    return { count: c.view.getUint32(at, true), size: c.view.getUint32(at + 4, true) };
  });
  const result = c.call();
  if (result !== errno.success || count === 0) return result;
  const pointers = Array.from({ length: count }, (_, index) => c.view.getUint32(c.get("argv") + 4 * index, true));
  const before = JSON.stringify([pointers, [...c.bytes(c.get("buf"), size)]]);
  const after = change(pointers, c.bytes(c.get("buf"), size), c) ?? pointers;
  for (const [index, pointer] of after.entries()) c.view.setUint32(c.get("argv") + 4 * index, pointer, true);
  if (JSON.stringify([after, [...c.bytes(c.get("buf"), size)]]) !== before) c.strike();
  return result;
};

const startsOf = (pointers, bytes, c) => pointers.map((pointer) => pointer - c.get("buf")).map((start) => [start, bytes.indexOf(0, start)]);

const cutLong = (pointers, bytes, c) => {
  for (const [start, end] of startsOf(pointers, bytes, c)) if (end - start > 255) bytes[start + 255] = 0;
};
const skipEmpty = (pointers, bytes, c) => {
  const full = startsOf(pointers, bytes, c).flatMap(([start, end], index) => (end > start ? [pointers[index]] : []));
  return pointers.map((_, index) => full[index] ?? full.at(-1) ?? pointers[0]);
};
const toAscii = (_, bytes) => mapBytes(bytes, (byte) => (byte > 127 ? 63 : byte));
const joinLines = (_, bytes) => mapBytes(bytes, (byte) => (byte === 10 ? 32 : byte));

const fill =
  (byte, from = 0, to = Infinity) =>
  (c) => {
    const result = c.call();
    const bytes = c.bytes(c.get("buf"), c.get("length"));
    if (result === errno.success && bytes.length > from) {
      bytes.fill(byte, from, Math.min(to, bytes.length));
      c.strike();
    }
    return result;
  };

const none = (c) => {
  for (const name of ["count", "size"]) c.setField(name, "plain", "u32", 0);
};

const clock = (id) => (c) => c.get("id") === id;
const known = (c) => c.get("id") <= 1;
const time = (change, when) => gives("out", "plain", "u64", change, when);

export default [
  ...on("args_get", [
    ["no-op", "nothing", "it writes no pointers and no bytes", skip()],
    ["dropped-item", "last-pointer", "the last pointer is that of the first argument", strings((pointers) => [...pointers.slice(0, -1), pointers[0]])],
    ["order-changed", "reversed", "the arguments come in reverse", strings((pointers) => pointers.toReversed())],
    ["length-off-by-one", "ends-early", "the last argument lacks its last byte", strings((_, bytes) => bytes.fill(0, -2))],
    ["wrong-offset", "pointers-late", "each pointer is one byte late", strings((pointers) => pointers.map((pointer) => pointer + 1))],
    ["wrong-value", "ascii", "bytes over 127 become question marks", strings(toAscii)],
    ["wrong-value", "one-line", "line ends in an argument become spaces", strings(joinLines)],
    ["dropped-item", "empty", "an empty argument is left out", strings(skipEmpty)],
    ["length-off-by-one", "long", "an argument ends after 255 bytes", strings(cutLong)],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
  ...on("args_sizes_get", [
    ["dropped-item", "one-less", "it counts one argument less", gives("count", "plain", "u32", (n) => n - 1)],
    ["doubled-item", "one-more", "it counts one argument more", gives("count", "plain", "u32", (n) => n + 1)],
    ["length-off-by-one", "bytes", "it tells one byte less than the arguments take", gives("size", "plain", "u32", (n) => n - 1)],
    ["no-op", "none", "it tells that there are no arguments", skip(undefined, none)],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
  ...on("environ_get", [
    ["no-op", "nothing", "it writes no pointers and no bytes", skip()],
    ["dropped-item", "last-pointer", "the last variable is the first one again", strings((pointers) => [...pointers.slice(0, -1), pointers[0]])],
    ["wrong-value", "colon", "a colon stands between name and value", strings((_, bytes) => mapBytes(bytes, (byte) => (byte === 61 ? 58 : byte)))],
    ["length-off-by-one", "ends-early", "the last variable lacks its last byte", strings((_, bytes) => bytes.fill(0, -2))],
    ["wrong-value", "ascii", "bytes over 127 become question marks", strings(toAscii)],
    ["wrong-value", "one-line", "line ends in a value become spaces", strings(joinLines)],
    ["length-off-by-one", "long", "a variable ends after 255 bytes", strings(cutLong)],
    ["wrong-offset", "pointers-late", "each pointer is one byte late", strings((pointers) => pointers.map((pointer) => pointer + 1))],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
  ...on("environ_sizes_get", [
    ["dropped-item", "one-less", "it counts one variable less", gives("count", "plain", "u32", (n) => Math.max(n - 1, 0))],
    ["length-off-by-one", "bytes", "it tells one byte less than the variables take", gives("size", "plain", "u32", (n) => Math.max(n - 1, 0))],
    ["no-op", "none", "it tells that there are no variables", skip(undefined, none)],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
  ]),
  ...on("clock_res_get", [
    ["wrong-value", "zero", "the resolution is 0", time(0n)],
    ["wrong-time", "seconds", "the resolution is told in seconds", time((ns) => ns / 1_000_000_000n)],
    ["wrong-time", "coarse", "the resolution is a thousand seconds", time(1_000_000_000_000n)],
    ["no-op", "nothing", "it writes nothing", skip(known)],
    ["success-for-failure", "unknown-clock", "a clock that is not there has a resolution", told("inval", "success")],
    ["failure-for-success", "monotonic", "the monotonic clock is refused with notsup", refuse("notsup", clock(1))],
    ["failure-for-success", "realtime", "the realtime clock is refused with notsup", refuse("notsup", clock(0))],
  ]),
  ...on("clock_time_get", [
    ["state-lost", "stands", "a clock always tells the time of its first call", stale("out", 8, (c) => c.get("id"))],
    ["wrong-time", "microseconds", "realtime is told in microseconds", time((ns) => ns / 1000n, clock(0))],
    ["wrong-time", "monotonic-micro", "monotonic time is told in microseconds", time((ns) => ns / 1000n, clock(1))],
    ["wrong-time", "hour", "realtime is an hour late", time((ns) => ns - 3_600_000_000_000n, clock(0))],
    ["wrong-time", "whole-seconds", "realtime has whole seconds only", time((ns) => ns - (ns % 1_000_000_000n), clock(0))],
    ["wrong-time", "monotonic-seconds", "monotonic time has whole seconds only", time((ns) => ns - (ns % 1_000_000_000n), clock(1))],
    ["wrong-time", "half-speed", "monotonic time passes at half its speed", time((ns) => ns / 2n, clock(1))],
    ["wrong-time", "swapped", "realtime is told by the monotonic clock", given({ id: 1 }, clock(0))],
    ["order-changed", "backwards", "monotonic time goes back", time((ns) => 2n ** 62n - ns, clock(1))],
    ["wrong-value", "low-half", "only the low 32 bits of a time are told", time((ns) => ns & 0xffff_ffffn, known)],
    ["no-op", "nothing", "it writes nothing", skip(known)],
    ["success-for-failure", "unknown-clock", "a clock that is not there tells a time", told("inval", "success")],
    ["failure-for-success", "monotonic", "the monotonic clock is refused with notsup", refuse("notsup", clock(1))],
    ["failure-for-success", "realtime", "the realtime clock is refused with notsup", refuse("notsup", clock(0))],
    ["stuck", "stuck", "it never comes back", stuck()],
  ]),
  ...on("proc_exit", [
    ["wrong-value", "zero", "every exit code is 0", given({ code: 0 })],
    ["length-off-by-one", "one-more", "a failing exit code is one more", given({ code: (code) => code + 1 }, (c) => c.get("code") > 0)],
    ["wrong-value", "seven-bits", "an exit code has seven bits", given({ code: (code) => code & 127 })],
    ["wrong-value", "one", "every failing exit code is 1", given({ code: 1 }, (c) => c.get("code") > 0)],
    ["wrong-value", "over-125", "an exit code over 125 is 1", given({ code: 1 }, (c) => c.get("code") > 125)],
    ["no-op", "goes-on", "the guest goes on", skip()],
    ["stuck", "stuck", "the guest never ends", stuck()],
    ["slow", "late", "the guest ends twenty-five seconds later", slow(25_000)],
  ]),
  ...on("proc_raise", [
    ["no-op", "nothing", "nothing is raised, and it tells success", skip()],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
    ["wrong-value", "ends-well", "the guest ends with 0", (c) => c.strike(c.ask("proc_exit", 0))],
  ]),
  ...on("random_get", [
    ["no-op", "nothing", "it writes nothing", skip()],
    ["wrong-value", "zeros", "every byte is 0", fill(0)],
    ["state-lost", "again", "each call gives the bytes of the first one", stale("buf", 16, (c) => (c.get("length") >= 16 ? "" : Math.random()))],
    [
      "length-off-by-one",
      "last-byte",
      "the last byte is not random",
      (c) => {
        const at = c.get("length") - 1;
        const last = at < 0 ? undefined : c.bytes(c.get("buf"), at + 1)[at];
        const result = c.call();
        if (last !== undefined) c.bytes(c.get("buf"), at + 1)[at] = last;
        return c.strike(result);
      },
    ],
    ["short-told-full", "first-256", "only the first 256 bytes are random", fill(0, 256)],
    [
      "wrong-value",
      "seven-bits",
      "the high bit of each byte is 0",
      (c) => {
        const result = c.call();
        mapBytes(c.bytes(c.get("buf"), c.get("length")), (byte) => byte & 127);
        return c.strike(result);
      },
    ],
    [
      "order-changed",
      "counts",
      "the bytes count up",
      (c) => {
        const result = c.call();
        mapBytes(c.bytes(c.get("buf"), c.get("length")), (_, at) => at);
        return c.strike(result);
      },
    ],
    ["failure-for-success", "empty", "no bytes are refused with inval", refuse("inval", (c) => c.get("length") === 0)],
    ["failure-for-success", "large", "more than 256 bytes are refused with inval", refuse("inval", (c) => c.get("length") > 256)],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
    ["stuck", "stuck", "it never comes back", stuck()],
  ]),
  ...on("sched_yield", [
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
    ["stuck", "stuck", "it never comes back", stuck()],
    ["slow", "long", "it takes twenty-five seconds", slow(25_000)],
  ]),
];
