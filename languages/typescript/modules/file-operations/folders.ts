// Operations on directories.
import { listDirectory, makeDirectory, open, removeDirectory, removeFile } from "./files.js";
import { below, hash, sayHash } from "./operations.js";
import { encode } from "./stdio.js";
import { create } from "./whole.js";

const mostListed = 20;
const longestName = 255;

export const makeFolder = (path: string): void => makeDirectory(below(path));
export const removeFolder = (path: string): void => removeDirectory(below(path));

/** Names here are ASCII: their order by letters is that by bytes. */
export function list(path: string): string {
  const names = listDirectory(below(path));
  if (names.length === 0) return "0";
  return `${names.length} ${names.length > mostListed ? sayHash(hash(encode(names.map((name) => `${name}\n`).join("")))) : names.join(" ")}`;
}

export function clear(path: string): string {
  const names = listDirectory(below(path));
  for (const name of names) removeFile(below(`${path}/${name}`));
  return `${names.length}`;
}

export function crowd(path: string, count: string): string {
  for (let number = 0; number < Number(count); number++) create(`${path}/${`${number}`.padEnd(1 + (number % longestName), "x")}`);
  return count;
}

export function sweep(path: string): string {
  const entries = open(below(path), { directory: true }, { read: true }).readDirectory();
  let count = 0;
  for (let entry = entries.readDirectoryEntry(); entry; entry = entries.readDirectoryEntry()) {
    removeFile(below(`${path}/${entry.name}`));
    count++;
  }
  return `${count}`;
}
