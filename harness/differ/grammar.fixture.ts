import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const guests = { wasip1: "languages/c/modules/calls", wasip2: "languages/rust/modules/calls.wasip2", wasip3: "languages/rust/modules/calls.wasip3" };

/** A target whose guest performs calls. */
export type CallsTarget = keyof typeof guests;

const namesOf = (...names: readonly string[]): string => `(?:${names.join("|")})`;
const listOf = (item: string): string => `(?:-|${item}(?:,${item})*)`;
const number = "(?:max|\\d+[kmg]?(?:[+-]\\d+)?)";
const signed = `-?${number}`;
const piece = (letters: string): string => `(?:''|(?:${letters}|%[0-9A-F]{2}|\\((?:${letters}|%[0-9A-F]{2})+\\*\\d+\\))+)`;
const oflags = namesOf("creat", "directory", "excl", "trunc");
const fdflags = namesOf("append", "dsync", "nonblock", "rsync", "sync");
const times = namesOf("atim_now", "mtim_now", "atim", "mtim");

/** The words of the guests' pages, as patterns. */
const words: Readonly<Record<string, string>> = {
  ...{ D: "(?:/data|[fd]\\d)", F: "(?:/data|[fd]\\d)", FD: "(?:/data|[fd]\\d)", I: "i\\d", O: "o\\d", R: "r\\d", NAME: "[a-z]\\d" },
  ...{ N: signed, TEXT: piece("[!-$&')+-~]"), PATH: piece("[!-$&')+-~]"), LENGTHS: listOf(number), TEXTS: listOf(piece("[!-$&')+\\--~]")) },
  ...{ LOOKUP: "(?:no)?follow", TIME: "(?:-|now|\\d+\\.\\d{1,9})", FIELD: namesOf("type", "size", "n?links?", "atim", "mtim", "ctim") },
  ...{ OFLAGS: listOf(oflags), FDFLAGS: listOf(fdflags), RIGHTS: `(?:rw?|w|${listOf("fd_(?:read|write)")})`, FLAGS: listOf(`(?:${fdflags}|${times})`) },
  ...{ RIGHT: "fd_[a-z]+", WHENCE: namesOf("set", "cur", "end") },
  OPENING: listOf(namesOf("create", "directory", "exclusive", "truncate")),
  ACCESS: listOf(namesOf("read", "write", "mutate-directory", "file-integrity-sync", "data-integrity-sync")),
  ADVICE: namesOf("normal", "sequential", "random", "will-?need", "dont-?need", "no-?reuse"),
};

// What the pages of components leave to the text of WASI: functions whose operands are those of the function.
const ofWasi = [
  ...["open-at D LOOKUP PATH OPENING ACCESS > NAME", "create-directory-at D PATH", "remove-directory-at D PATH", "unlink-file-at D PATH"],
  ...["rename-at D PATH D PATH", "symlink-at D TEXT PATH", "link-at D LOOKUP PATH D PATH", "readlink-at D PATH", "set-times-at D LOOKUP PATH TIME TIME"],
  ...["set-times D TIME TIME", "set-size D N", "get-flags D", "get-type D", "sync D", "sync-data D", "advise D N N ADVICE", "is-same-object D D"],
];
const ofStreams02 = ["write D TEXT N", "read-via-stream D N > NAME", "write-via-stream D N > NAME", "append-via-stream D > NAME"];
const ofStreams = ["blocking-write-and-flush O TEXT", "blocking-write-zeroes-and-flush O N", "blocking-flush O"];
const beyond = {
  wasip1: [],
  wasip2: [...ofWasi, ...ofStreams02, ...ofStreams],
  wasip3: [...ofWasi, "read-via-stream D N > NAME NAME"],
};

/** A syntax of a page as a pattern: words in capitals stand for others, `[…]` may be left out, and `…` is any number of the same. */
const patternOf = (syntax: string): string =>
  syntax
    .split(" ")
    .map((token, place) => {
      const [, opens = "", name = "", many = "", closes = ""] = /^(\[*)(.*?)(…?)(\]*)$/.exec(token) ?? [];
      const word = `${place === 0 ? "" : " "}${words[name] ?? name}`;
      return `${"(?:".repeat(opens.length)}${many ? `(?:${word})*` : word}${")?".repeat(closes.length)}`;
    })
    .join("");

const written = (target: CallsTarget): string[] => {
  const [, page = ""] = readFileSync(join(root, guests[target], "README.md"), "utf8").split("## Operations\n");
  const rows =
    page
      .split("\n## ")[0]
      ?.split("\n")
      .filter((line) => line.startsWith("| `")) ?? [];
  return rows.flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].flatMap(([, syntax]) => syntax ?? []));
};

/** How a guest's page says that calls are written: by function, a pattern that fits a whole call. */
export const grammarOf = (target: CallsTarget): ReadonlyMap<string, RegExp> => {
  // What the page of 0.3 does not change is as in 0.2.
  const own = [...(target === "wasip3" ? written("wasip2") : []), ...written(target), ...beyond[target]];
  const syntaxes = Map.groupBy(own, (syntax) => syntax.split(" ")[0] ?? "");
  return new Map([...syntaxes].map(([name, all]) => [name, new RegExp(`^(?:${all.map(patternOf).join("|")})$`)]));
};
