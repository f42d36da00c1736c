import { given, gives, refuse, skip, succeeds, told } from "./component-mechanisms.mjs";

export const descriptor = (name) => `wasi:filesystem/types#[method]descriptor.${name}`;
export const typeAt = (self, path, follow = false) => {
  try {
    return self.statAt({ symlinkFollow: follow }, path).type;
  } catch {
    return undefined;
  }
};
export const is =
  (type, at = 1) =>
  (c) =>
    typeAt(c.self, c.args[at]) === type;
export const missing =
  (at = 1) =>
  (c) =>
    typeAt(c.self, c.args[at]) === undefined;
export const through = (at) => (c) => c.args[at].includes("/");
export const outside = (at) => (c) => /^\/|\.\./.test(c.args[at]);
export const now = { tag: "now" };
export const sameTime = { tag: "no-change" };
export const second = 1000n;

/** What all functions with a path may get wrong; `at` is where their path stands. */
export const paths = (at) => [
  ["wrong-errno", "missing-not-directory", "what is not there is told as not-directory, not no-entry", told("no-entry", "not-directory")],
  ["wrong-errno", "through-file", "a path through a file is told as no-entry, not not-directory", told("not-directory", "no-entry", through(at))],
  ["wrong-errno", "outside-no-entry", "a path that leads out is told as no-entry, not not-permitted", told("not-permitted", "no-entry", outside(at))],
  ["wrong-errno", "long-no-entry", "a name that is too long is told as no-entry", told("name-too-long", "no-entry")],
];
export const changes = (at) => [
  ...paths(at),
  ["success-for-failure", "missing-succeeds", "what is not there is told as success", succeeds("no-entry", undefined)],
  ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
];
export const makes = (at) => [
  ...changes(at),
  ["no-op", "nothing", "it does nothing, and tells success", skip(undefined, missing(at))],
  ["success-for-failure", "present-succeeds", "what is there already is told as made", succeeds("exist", undefined)],
  ["wrong-errno", "present-not-permitted", "what is there already is told as not-permitted, not exist", told("exist", "not-permitted")],
];

export const stats = [
  ["length-off-by-one", "size-more", "a size is one more", gives((stat) => ({ ...stat, size: stat.size + 1n }))],
  ["wrong-value", "size-zero", "a size is 0", gives((stat) => ({ ...stat, size: 0n }))],
  ["wrong-value", "one-link", "every file has one link", gives((stat) => ({ ...stat, linkCount: 1n }))],
  [
    "wrong-value",
    "directory-is-file",
    "a directory is told as a regular file",
    gives((stat) => ({ ...stat, type: stat.type === "directory" ? "regular-file" : stat.type })),
  ],
  ["wrong-value", "type-unknown", "the type of a file is unknown", gives((stat) => ({ ...stat, type: "unknown" }))],
  [
    "wrong-time",
    "milliseconds",
    "seconds of a time are milliseconds",
    gives(({ dataModificationTimestamp: time, ...stat }) => ({ ...stat, dataModificationTimestamp: { ...time, seconds: time.seconds * second } })),
  ],
  [
    "order-changed",
    "times-swapped",
    "the times of access and of modification change places",
    gives((stat) => ({ ...stat, dataAccessTimestamp: stat.dataModificationTimestamp, dataModificationTimestamp: stat.dataAccessTimestamp })),
  ],
];

export const times = (at) => [
  ["no-op", "nothing", "no time is set", skip(undefined)],
  ["order-changed", "swapped", "the times of access and of modification change places", given((...words) => [...words.slice(0, at), words[at + 1], words[at]])],
  ["ignored-flag", "access", "the time of access is never set", given((...words) => [...words.slice(0, at), sameTime, words[at + 1]])],
  ["ignored-flag", "modification", "the time of modification is never set", given((...words) => [...words.slice(0, at + 1), sameTime])],
  ["wrong-time", "now", "every time is set to now", given((...words) => [...words.slice(0, at), now, now])],
];

export const streams = [
  ["wrong-offset", "one-late", "it begins one byte late", given((offset) => [offset + 1n])],
  ["wrong-offset", "zero", "it begins at 0", given((offset) => (offset === 0n ? undefined : [0n]))],
  ["failure-for-success", "refused", "it is refused as unsupported", refuse("unsupported")],
  ["success-for-failure", "directory-succeeds", "a directory has a stream", told("is-directory", "no-entry")],
];

export const withFlags = (at, change) => given((...words) => (change(words[at]) === undefined ? undefined : words.with(at, change(words[at]))));
export const drop = (name) => (flags) => (flags[name] ? { ...flags, [name]: false } : undefined);
export const add = (name) => (flags) => (flags[name] ? undefined : { ...flags, [name]: true });
