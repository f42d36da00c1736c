// Operations on files over wasi:filesystem; docs/file-operations.md says what each does and prints.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { errorCode } from "./files.js";
import { clear, crowd, list, makeFolder, removeFolder, sweep } from "./folders.js";
import { chunksOf, closeHeld, get, lines, openHeld, put, seek, tell } from "./held.js";
import { encode, print } from "./stdio.js";
import { append, create, fill, link, lstat, patch, read, readLink, remove, renameFile, resize, stat, symlink, times, touch, writeText } from "./whole.js";

/** Performs its operands and gives the results to print, nothing for `done`; what fails throws WASI's error code. */
type Operation = (...operands: string[]) => string | void;

const operations: Readonly<Record<string, Operation>> = {
  append, chunks: chunksOf, clear, close: closeHeld, create, crowd, fill, get, lines, link, list, lstat, mkdir: makeFolder, open: openHeld, patch, put, read,
  readlink: readLink, remove, rename: renameFile, resize, rmdir: removeFolder, seek, stat, symlink, sweep, tell, times, touch, write: writeText,
};

const words: Readonly<Record<string, string>> = {
  "no-entry": "missing", exist: "exists", "is-directory": "is-directory", "not-directory": "not-directory", "not-empty": "not-empty", invalid: "invalid",
  loop: "loop", "name-too-long": "too-long", "bad-descriptor": "bad-descriptor",
};

function perform(line: string): void {
  const [name = "", ...operands] = line.split(" ");
  const operation = operations[name];
  if (operation === undefined || operation.length !== operands.length) throw new Error(`cannot read: ${line}`);
  let results: string;
  try {
    results = operation(...operands) ?? "done";
  } catch (error) {
    const code = errorCode(error);
    results = (code === undefined ? undefined : words[code]) ?? `other: ${code ?? error}`;
  }
  print(`${name} ${results}`);
}

/** An error as an operation gets it of WASI. */
export function failure(code: string): Error {
  return Object.assign(new Error(code), { payload: code });
}

export function below(path: string): string {
  return `/data/${path}`;
}

/** FNV-1a of 32 bits. */
export function hash(bytes: Uint8Array, from = 0x811c9dc5): number {
  let sum = from;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
}

export function sayHash(sum: number): string {
  return `fnv=${sum.toString(16).padStart(8, "0")}`;
}

/** Blanks, `%` and what is not visible ASCII as `%XX`. */
export function sayText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const letter = String.fromCharCode(byte);
    return byte > 32 && byte < 127 && letter !== "%" ? letter : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

/** A count, and the bytes themselves or the hash of more than 64. */
export function sayBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return "0";
  return `${bytes.length} ${bytes.length > 64 ? sayHash(hash(bytes)) : sayText(bytes)}`;
}

export const run = {
  run(): void {
    for (const line of getArguments().slice(1)) perform(line);
  },
};
