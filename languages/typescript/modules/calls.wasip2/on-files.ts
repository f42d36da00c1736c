// Operations on open files, paths and directories.
import { getDirectories } from "wasi:filesystem/preopens@0.2.12";
import type { Datetime, NewTimestamp } from "wasi:filesystem/types@0.2.12";
import { find, forget, type Handle, has, keep, Refused } from "./calls.js";
import { encode } from "./stdio.js";
import { camel, nameOf, textOf, type Words } from "./words.js";

interface Stat {
  readonly type: string;
  readonly size: number;
  readonly linkCount: number;
  readonly dataAccessTimestamp?: Datetime;
  readonly dataModificationTimestamp?: Datetime;
  readonly statusChangeTimestamp?: Datetime;
}

function call<T>(file: Handle, name: string, ...operands: unknown[]): T {
  try {
    return file[camel(name)]?.(...operands) as T;
  } catch (error) {
    const { payload } = error as { payload?: unknown };
    if (typeof payload !== "string") throw error;
    throw new Refused(payload);
  }
}

/** What `/data` names is the preopened directory of that name. */
function opened(name: string): Handle {
  if (!has(name) && name.startsWith("/")) {
    const directory = getDirectories().find(([, told]) => told === name)?.[0];
    if (directory === undefined) throw new Error(`no preopened directory: ${name}`);
    keep(name, directory);
  }
  return find(name);
}

const toTime = (word: string): NewTimestamp => {
  if (word === "-") return { tag: "no-change" };
  if (word === "now") return { tag: "now" };
  const [seconds = "", nanoseconds = "0"] = word.split(".");
  return { tag: "timestamp", val: { seconds: Number(seconds), nanoseconds: Number(nanoseconds) } };
};

/** `now` within 60 s of the clock, else SECONDS.NANOSECONDS. */
function sayTime(time: Datetime | undefined): string {
  if (!time) return "none";
  if (time.nanoseconds >= 1e9) return `bad-${time.nanoseconds}`;
  return Math.abs(Number(time.seconds) - Date.now() / 1000) <= 60 ? "now" : `${time.seconds}.${`${time.nanoseconds}`.padStart(9, "0")}`;
}

/** The fields that the words ask for; type, size and links where they ask for none. */
function sayStat(stat: Stat, words: Words): string {
  const fields: string[] = [];
  for (let field = words.more(); field !== undefined; field = words.more()) fields.push(field);
  const all: Readonly<Record<string, string>> = {
    type: stat.type,
    size: `size=${stat.size}`,
    links: `links=${stat.linkCount}`,
    atim: `atim=${sayTime(stat.dataAccessTimestamp)}`,
    mtim: `mtim=${sayTime(stat.dataModificationTimestamp)}`,
    ctim: `ctim=${sayTime(stat.statusChangeTimestamp)}`,
  };
  return (fields.length > 0 ? fields : ["type", "size", "links"]).map((field) => all[field]).join(" ");
}

const hashes: string[] = [];

/** Hashes by numbers, in the order in which they come first. */
function sayHash({ lower, upper }: { lower: number; upper: number }): string {
  const hash = `${lower} ${upper}`;
  if (!hashes.includes(hash)) hashes.push(hash);
  return `#${hashes.indexOf(hash) + 1}`;
}

function nextEntry(entries: Handle): string | undefined {
  const entry = call<{ type: string; name: string } | null | undefined>(entries, "read-directory-entry");
  return entry ? `${nameOf(entry.name)}:${entry.type}` : undefined;
}

function list(directory: Handle): string {
  const entries = call<Handle>(directory, "read-directory");
  const all: string[] = [];
  for (let entry = nextEntry(entries); entry !== undefined; entry = nextEntry(entries)) all.push(entry);
  // The end stays the end.
  if (nextEntry(entries) !== undefined) all.push("more-after-the-end");
  const told = all.sort().join(" ");
  return `${all.length} ${all.length <= 30 ? told : textOf(encode(told))}`;
}

const flagNames = ["read", "write", "file-integrity-sync", "data-integrity-sync", "requested-write-sync", "mutate-directory"];

type Operation = (file: Handle, name: string, words: Words) => string;

/** Calls it with these operands; it gives nothing. */
const done =
  (...take: ((words: Words) => unknown)[]): Operation =>
  (file, name, words) => {
    call(file, name, ...take.map((each) => each(words)));
    return "";
  };
const number = (words: Words): number => words.number();
const path = (words: Words): string => words.path();
const lookup = (words: Words): unknown => words.lookup();
const time = (words: Words): NewTimestamp => toTime(words.next());
const other = (words: Words): Handle => opened(words.next());

const stream: Operation = (file, name, words) =>
  keep(words.result(), name === "append-via-stream" ? call(file, name) : call(file, name, words.number()));

const operations: Readonly<Record<string, Operation>> = {
  advise: done(number, number, (words) => words.next()),
  "append-via-stream": stream,
  "create-directory-at": done(path),
  "get-flags": (file, name) => {
    const flags = call<Record<string, boolean>>(file, name);
    return flagNames.filter((flag) => flags[camel(flag)]).join(",") || "-";
  },
  "get-type": (file, name) => call(file, name),
  "is-same-object": (file, name, words) => `${call(file, name, other(words))}`,
  "link-at": done(lookup, path, other, path),
  list: (file, _, words) => {
    const below = words.more();
    return list(below === undefined ? file : call(file, "open-at", {}, below, { directory: true }, { read: true }));
  },
  "metadata-hash": (file, name) => sayHash(call(file, name)),
  "metadata-hash-at": (file, name, words) => sayHash(call(file, name, words.lookup(), words.path())),
  "open-at": (file, name, words) => {
    const result = words.result();
    forget(result);
    return keep(result, call(file, name, words.lookup(), words.path(), words.flags(), words.flags()));
  },
  read: (file, name, words) => {
    const length = words.number();
    const [bytes, ended] = call<[Uint8Array, boolean]>(file, name, length, words.number());
    return `${bytes.length} ${textOf(bytes)}${ended ? " end" : ""}${bytes.length > length ? " overrun" : ""}`;
  },
  "read-directory": (file, name, words) => keep(words.result(), call(file, name)),
  "read-directory-entry": (entries) => nextEntry(entries) ?? "none",
  "read-via-stream": stream,
  "readlink-at": (file, name, words) => {
    const target = call<string>(file, name, words.path());
    return `${encode(target).length} ${nameOf(target)}`;
  },
  "remove-directory-at": done(path),
  "rename-at": done(path, other, path),
  "set-size": done(number),
  "set-times": done(time, time),
  "set-times-at": done(lookup, path, time, time),
  stat: (file, name, words) => sayStat(call(file, name), words),
  "stat-at": (file, name, words) => sayStat(call(file, name, words.lookup(), words.path()), words),
  "symlink-at": done(path, path),
  sync: done(),
  "sync-data": done(),
  "unlink-file-at": done(path),
  write: (file, name, words) => `${call(file, name, words.text(), words.number())}`,
  "write-via-stream": stream,
};

/** Performs an operation of descriptors; undefined where it is none. */
export function performOnFile(name: string, words: Words): string | undefined {
  if (name === "get-directories") {
    const names = getDirectories().map(([, told]) => nameOf(told));
    return `${names.length} ${names.sort().join(" ")}`;
  }
  const operation = operations[name];
  return operation?.(opened(words.next()), name, words);
}
