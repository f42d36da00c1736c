// File operations that the arguments name, over wasi:filesystem.
import { getArguments } from "wasi:cli/environment@0.2.12";
import {
  appendFile, errorCode, listDirectory, locate, makeDirectory, open, readFile, removeDirectory, removeFile, rename, sizeOf, truncate, writeFile,
} from "./files.js";
import { encode, print, write } from "./stdio.js";

type NewTime = { tag: "timestamp"; val: { seconds: number; nanoseconds: number } };
/** What the bindings of ports leave out. */
interface Timed {
  statAt(how: object, path: string): { dataModificationTimestamp?: { seconds: number } };
  setTimesAt(how: object, path: string, access: NewTime, modification: NewTime): void;
}
type Operation = (path: string, other: string, third: string) => unknown;

const names: Readonly<Record<string, string>> = {
  "no-entry": "missing",
  exist: "exists",
  "not-directory": "not-a-folder",
  "is-directory": "is-a-folder",
  "not-empty": "not-empty",
};

const kinds: Readonly<Record<string, string>> = { directory: "folder", "regular-file": "file", "symbolic-link": "link" };

const text = (bytes: Uint8Array): string => Array.from(bytes, (byte) => (byte === 0 ? "." : String.fromCharCode(byte))).join("");

const create = (path: string, content: string): void =>
  write(encode(content), open(path, { create: true, exclusive: true }, { write: true }).writeViaStream(0));

function fill(path: string, count: number): void {
  for (let number = 0; number < count; number++) create(`${path}/${"n".repeat(number % 200)}${String(number).padStart(4, "0")}`, "");
}

const operations: Readonly<Record<string, Operation>> = {
  append(path, content) {
    // A file that is not there is not to be made.
    sizeOf(path);
    appendFile(path, encode(content));
  },
  count: (path) => listDirectory(path).length,
  create,
  empty(path) {
    for (const name of listDirectory(path)) removeFile(`${path}/${name}`);
  },
  fill: (path, count) => fill(path, Number(count)),
  letters: (path) => listDirectory(path).join("").length,
  link(path, other) {
    const [directory, rest] = locate(path);
    directory.linkAt({}, rest, ...locate(other));
  },
  list: (path) => listDirectory(path).join(" "),
  make: makeDirectory,
  modified(path) {
    const [directory, rest] = locate(path);
    return (directory as unknown as Timed).statAt({ symlinkFollow: true }, rest).dataModificationTimestamp?.seconds;
  },
  read: (path) => text(readFile(path)),
  "read-at": (path, from, most) => text(readFile(path).subarray(Number(from), Number(from) + Number(most))),
  "read-end": (path, from) => text(readFile(path).slice(Number(from))),
  readlink(path) {
    const [directory, rest] = locate(path);
    return directory.readlinkAt(rest);
  },
  remove: removeFile,
  "remove-folder": removeDirectory,
  rename,
  size(path) {
    const [directory, rest] = locate(path);
    return directory.statAt({ symlinkFollow: true }, rest).size;
  },
  symlink(target, path) {
    const [directory, rest] = locate(path);
    directory.symlinkAt(target, rest);
  },
  times(path, seconds) {
    const [directory, rest] = locate(path);
    const time: NewTime = { tag: "timestamp", val: { seconds: Number(seconds), nanoseconds: 0 } };
    (directory as unknown as Timed).setTimesAt({ symlinkFollow: true }, rest, time, time);
  },
  truncate: (path, size) => truncate(path, Number(size)),
  type(path) {
    const [directory, rest] = locate(path);
    return kinds[directory.statAt({}, rest).type];
  },
  write: (path, content) => writeFile(path, encode(content)),
  "write-at": (path, at, content) => write(encode(content), open(path, {}, { write: true }).writeViaStream(Number(at))),
};

function perform(line: string): unknown {
  const [verb = "", path = "", other = "", third = ""] = line.split(" ");
  const operation = operations[verb];
  if (operation === undefined) throw new Error(`there is no operation ${verb}`);
  try {
    return operation(path, other, third) ?? "done";
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return names[code] ?? code;
  }
}

export const run = {
  run(): void {
    for (const line of getArguments().slice(1)) print(`${line}: ${perform(line)}`);
  },
};
