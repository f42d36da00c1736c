// QuickJS in a component has no node:fs: files over wasi:filesystem. What fails throws an Error whose message is WASI's error code.
import { getDirectories } from "wasi:filesystem/preopens@0.2.12";
import type { Descriptor, DescriptorFlags, OpenFlags } from "wasi:filesystem/types@0.2.12";
import { chunks, write } from "./stdio.js";

/** A file's bytes. */
export function readFile(path: string): Uint8Array {
  const file = open(path, {}, { read: true });
  const bytes = new Uint8Array(Number(file.stat().size));
  let at = 0;
  for (const chunk of chunks(65536, file.readViaStream(0))) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes.subarray(0, at);
}

/** Replaces a file's bytes; the file need not exist. */
export function writeFile(path: string, bytes: Uint8Array): void {
  write(bytes, open(path, { create: true, truncate: true }, { write: true }).writeViaStream(0));
}

/** Adds bytes to a file's end; the file need not exist. */
export function appendFile(path: string, bytes: Uint8Array): void {
  write(bytes, open(path, { create: true }, { write: true }).appendViaStream());
}

/** Cuts a file off, or fills it up with zeros. */
export function truncate(path: string, size: number): void {
  open(path, {}, { write: true }).setSize(size);
}

/** A file's length in bytes. */
export function sizeOf(path: string): number {
  return Number(open(path, {}, { read: true }).stat().size);
}

/** The names in a directory, sorted. */
export function listDirectory(path: string): string[] {
  const entries = open(path, { directory: true }, { read: true }).readDirectory();
  const names: string[] = [];
  for (let entry = entries.readDirectoryEntry(); entry; entry = entries.readDirectoryEntry()) names.push(entry.name);
  return names.sort();
}

export function makeDirectory(path: string): void {
  const [directory, rest] = locate(path);
  directory.createDirectoryAt(rest);
}

export function removeDirectory(path: string): void {
  const [directory, rest] = locate(path);
  directory.removeDirectoryAt(rest);
}

export function removeFile(path: string): void {
  const [directory, rest] = locate(path);
  directory.unlinkFileAt(rest);
}

export function rename(from: string, to: string): void {
  const [directory, rest] = locate(from);
  directory.renameAt(rest, ...locate(to));
}

/** WASI's error code, such as `no-entry`, where an error carries one. */
export function errorCode(error: unknown): string | undefined {
  return (error as { payload?: string }).payload;
}

/** A descriptor of WASI's; `how` and `access` are its open-flags and descriptor-flags. */
export function open(path: string, how: OpenFlags, access: DescriptorFlags): Descriptor {
  const [directory, rest] = locate(path);
  return directory.openAt({ symlinkFollow: true }, rest, how, access);
}

/**
 * The preopened directory that a path lies in, by the longest name of several, and the path from there. The first is the working directory, and has to
 * refuse what lies in none.
 */
export function locate(path: string): [directory: Descriptor, rest: string] {
  const directories = getDirectories();
  const [first] = directories;
  if (first === undefined) throw new Error("no directory is preopened");
  const [found] = directories
    .filter(([, name]) => path === name || path.startsWith(name.endsWith("/") ? name : `${name}/`))
    .sort(([, a], [, b]) => b.length - a.length);
  if (found === undefined) return [first[0], path];
  const [directory, name] = found;
  return [directory, path.slice(name.length).replace(/^\/+/, "") || "."];
}
