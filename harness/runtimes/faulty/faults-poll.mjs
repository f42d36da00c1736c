import { errno, fields, load, store } from "./abi.mjs";
import { gives, refuse, slow, stuck, told } from "./mechanisms.mjs";
import { on } from "./on.mjs";

const subscriptionBytes = 48;
const eventBytes = 32;
const kinds = { clock: 0, read: 1, write: 2 };

const all = (c) => Array.from({ length: c.get("count") }, (_, index) => c.get("subscriptions") + subscriptionBytes * index);
const clockField = (c, at, name) => load(c.view, at + fields.clock[name][0], fields.clock[name][1]);
const typeOf = (c, at) => c.view.getUint8(at + 8);
const hasClock = (c) => all(c).some((at) => typeOf(c, at) === kinds.clock);
const clocksOnly = (c) => all(c).every((at) => typeOf(c, at) === kinds.clock);

/** Makes the call with other fields of its clocks, which have their own again afterwards. */
const clocks =
  (change, when = () => true) =>
  (c) => {
    const own = c.bytes(c.get("subscriptions"), subscriptionBytes * c.get("count")).slice();
    let isOther = false;
    for (const at of all(c).filter((each) => typeOf(c, each) === kinds.clock && when(c, each))) {
      for (const [name, value] of Object.entries(change(c, at))) {
        if (value === clockField(c, at, name)) continue;
        store(c.view, at + fields.clock[name][0], fields.clock[name][1], value);
        isOther = true;
      }
    }
    try {
      return isOther ? c.strike(c.call()) : c.call();
    } finally {
      c.bytes(c.get("subscriptions"), own.length).set(own);
    }
  };

const isAbsolute = (c, at) => clockField(c, at, "flags") === 1;
const isRelative = (c, at) => clockField(c, at, "flags") === 0;
const timeout = (change) => (c, at) => ({ timeout: change(clockField(c, at, "timeout")) });

/** Changes the events that a call gave; `change` gives another number of them. */
const events = (change) => (c) => {
  const result = c.call();
  if (result !== errno.success) return result;
  const count = c.field("out", "plain", "u32");
  const before = c.bytes(c.get("events"), eventBytes * c.get("count")).slice();
  const after = change(c, count) ?? count;
  c.setField("out", "plain", "u32", after);
  const isSame = after === count && before.every((byte, at) => byte === c.bytes(c.get("events"), before.length)[at]);
  return isSame ? result : c.strike(result);
};

const field = (name, value, type) =>
  events((c, count) => {
    for (let index = 0; index < count; index++) {
      if (type !== undefined && c.field("events", "event", "type", eventBytes * index) !== type) continue;
      const before = c.field("events", "event", name, eventBytes * index);
      c.setField("events", "event", name, typeof value === "function" ? value(before, c) : value, eventBytes * index);
    }
  });

// Makes the call with some of the subscriptions.
const only = (choose) => (c) => {
  const own = c.bytes(c.get("subscriptions"), subscriptionBytes * c.get("count")).slice();
  const kept = choose(all(c), c);
  if (kept.length === c.get("count") || kept.length === 0) return c.call();
  for (const [index, at] of kept.entries()) {
    const from = at - c.get("subscriptions");
    c.bytes(c.get("subscriptions") + subscriptionBytes * index, subscriptionBytes).set(own.subarray(from, from + subscriptionBytes));
  }
  try {
    return c.strike(c.call({ count: kept.length }));
  } finally {
    c.bytes(c.get("subscriptions"), own.length).set(own);
  }
};

const longest = (c) =>
  all(c)
    .filter((at) => typeOf(c, at) === kinds.clock)
    .map((at) => clockField(c, at, "timeout"));
const ofFile = (at, c) => typeOf(c, at) !== kinds.clock;

export default [
  ...on("poll_oneoff", [
    ["success-for-failure", "none-succeeds", "no subscriptions are told as success", told("inval", "success", (c) => c.get("count") === 0)],
    ["wrong-errno", "none-badf", "no subscriptions are told as badf, not inval", told("inval", "badf", (c) => c.get("count") === 0)],
    ["no-op", "no-sleep", "a clock is over at once", clocks(() => ({ timeout: 0n, flags: 0 }))],
    ["no-op", "no-events", "it tells no events", events(() => 0)],
    [
      "slow",
      "twice",
      "a relative time takes twice as long, and a second more",
      clocks(
        timeout((ns) => 2n * ns + 1_000_000_000n),
        isRelative,
      ),
    ],
    ["slow", "late", "it takes twenty-five seconds more", slow(25_000)],
    [
      "wrong-time",
      "milli",
      "a relative time is taken as microseconds",
      clocks(
        timeout((ns) => ns * 1000n),
        isRelative,
      ),
    ],
    [
      "wrong-time",
      "pico",
      "a relative time is a thousandth of what it should be",
      clocks(
        timeout((ns) => ns / 1000n),
        isRelative,
      ),
    ],
    [
      "wrong-time",
      "early",
      "a relative time is over after nine tenths",
      clocks(
        timeout((ns) => (ns * 9n) / 10n),
        isRelative,
      ),
    ],
    [
      "wrong-time",
      "whole-seconds",
      "parts of a second of a relative time are lost",
      clocks(
        timeout((ns) => ns - (ns % 1_000_000_000n)),
        isRelative,
      ),
    ],
    ["ignored-flag", "absolute", "an absolute time is taken as relative", clocks(() => ({ flags: 0 }), isAbsolute)],
    ["ignored-flag", "relative", "a relative time is taken as absolute", clocks(() => ({ flags: 1 }), isRelative)],
    [
      "ignored-flag",
      "clock",
      "each absolute time is one of the monotonic clock",
      clocks(
        () => ({ id: 1 }),
        (c, at) => isAbsolute(c, at) && clockField(c, at, "id") === 0,
      ),
    ],
    ["wrong-value", "userdata", "user data is 0", field("userdata", 0n)],
    ["wrong-value", "userdata-low-half", "user data has 32 bits", field("userdata", (n) => n & 0xffff_ffffn)],
    [
      "wrong-value",
      "userdata-first",
      "every event has the user data of the first subscription",
      field("userdata", (_, c) => load(c.view, c.get("subscriptions"), "u64")),
    ],
    ["wrong-value", "type", "the event of a clock is told as one of a read", field("type", kinds.read, kinds.clock)],
    ["wrong-value", "no-bytes", "it tells no bytes that can be read", field("nbytes", 0n, kinds.read)],
    ["wrong-value", "hangup", "each event of a descriptor tells a hangup", field("flags", 1, kinds.read)],
    ["length-off-by-one", "one-more", "it tells one event more", gives("out", "plain", "u32", (n) => n + 1)],
    [
      "doubled-item",
      "event-twice",
      "the first event comes twice",
      events((c, count) => {
        if (count === 0 || count >= c.get("count")) return count;
        c.bytes(c.get("events"), eventBytes * (count + 1)).copyWithin(eventBytes * count, 0, eventBytes);
        return count + 1;
      }),
    ],
    ["dropped-item", "first-only", "only the first subscription counts", only((own) => own.slice(0, 1))],
    ["dropped-item", "last-only", "only the last subscription counts", only((own) => own.slice(-1))],
    [
      "ignored-flag",
      "longest",
      "of several clocks the longest counts",
      (c) => (clocksOnly(c) && c.get("count") > 1 ? clocks(() => ({ timeout: longest(c).reduce((a, b) => (a > b ? a : b)) }))(c) : c.call()),
    ],
    [
      "dropped-item",
      "files",
      "descriptors never have an event where there is a clock",
      (c) => (hasClock(c) ? only((own) => own.filter((at) => !ofFile(at, c)))(c) : c.call()),
    ],
    [
      "dropped-item",
      "clocks",
      "clocks never have an event where there is a descriptor",
      (c) => (clocksOnly(c) ? c.call() : only((own) => own.filter((at) => ofFile(at, c)))(c)),
    ],
    [
      "wrong-errno",
      "unknown-inval",
      "the event of a descriptor that is not open has inval, not badf",
      field("error", (n) => (n === errno.badf ? errno.inval : n)),
    ],
    ["success-for-failure", "unknown-succeeds", "the event of a descriptor that is not open has no error", field("error", (n) => (n === errno.badf ? 0 : n))],
    ["failure-for-success", "refused", "it is refused with nosys", refuse("nosys")],
    ["failure-for-success", "several", "several subscriptions are refused with notsup", refuse("notsup", (c) => c.get("count") > 1)],
    ["failure-for-success", "files-refused", "subscriptions to descriptors are refused with notsup", refuse("notsup", (c) => !clocksOnly(c))],
    ["stuck", "stuck", "it never comes back", stuck()],
    [
      "stuck",
      "input",
      "it never comes back where standard input is at its end",
      (c) => (all(c).some((at) => typeOf(c, at) === kinds.read && c.view.getUint32(at + 16, true) === 0) ? stuck()(c) : c.call()),
    ],
  ]),
];
