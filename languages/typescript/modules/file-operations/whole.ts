// Operations on whole files, on names, types and times.
import type { Stat } from "wasi:filesystem/types@0.2.12";
import { appendFile, locate, open, readFile, removeFile, rename, truncate, writeFile } from "./files.js";
import { below, sayBytes, sayText } from "./operations.js";
import { encode, write } from "./stdio.js";

const nearSeconds = 60;

export function append(path: string, text: string): string {
  appendFile(below(path), encode(text));
  return `${text.length}`;
}

export function create(path: string): void {
  open(below(path), { create: true, exclusive: true }, { write: true });
}

export function patch(path: string, at: string, text: string): string {
  write(encode(text), open(below(path), {}, { write: true }).writeViaStream(Number(at)));
  return `${text.length}`;
}

export function writeText(path: string, text: string): string {
  writeFile(below(path), encode(text));
  return `${text.length}`;
}

export function fill(path: string, size: string): string {
  writeFile(below(path), Uint8Array.from({ length: Number(size) }, (_, at) => (at % 61 === 60 ? 10 : 97 + (at % 26))));
  return size;
}

export const read = (path: string): string => sayBytes(readFile(below(path)));
export const resize = (path: string, size: string): void => truncate(below(path), Number(size));
export const remove = (path: string): void => removeFile(below(path));
export const renameFile = (from: string, to: string): void => rename(below(from), below(to));

export function link(from: string, to: string): void {
  const [directory, rest] = locate(below(from));
  directory.linkAt({}, rest, ...locate(below(to)));
}

export function symlink(target: string, path: string): void {
  const [directory, rest] = locate(below(path));
  directory.symlinkAt(target, rest);
}

export function readLink(path: string): string {
  const [directory, rest] = locate(below(path));
  return sayText(encode(directory.readlinkAt(rest)));
}

function statOf(path: string, follow: boolean): Stat {
  const [directory, rest] = locate(below(path));
  return directory.statAt({ symlinkFollow: follow }, rest);
}

function sayStat({ type, size }: Stat): string {
  if (type === "regular-file") return `file ${size}`;
  return type === "directory" ? type : type === "symbolic-link" ? "link" : "other";
}

export const stat = (path: string): string => sayStat(statOf(path, true));
export const lstat = (path: string): string => sayStat(statOf(path, false));

function sayTime(time: Stat["dataAccessTimestamp"]): string {
  if (!time) return "none";
  if (Math.abs(Date.now() / 1000 - Number(time.seconds)) <= nearSeconds) return "now";
  return `${time.seconds}.${`${time.nanoseconds}`.padStart(9, "0")}`;
}

export function times(path: string): string {
  const { dataAccessTimestamp, dataModificationTimestamp } = statOf(path, true);
  return `${sayTime(dataAccessTimestamp)} ${sayTime(dataModificationTimestamp)}`;
}

function toTime(text: string): { readonly tag: "timestamp"; readonly val: { readonly seconds: number; readonly nanoseconds: number } } {
  const [seconds = "", nanoseconds = ""] = text.split(".");
  return { tag: "timestamp", val: { seconds: Number(seconds), nanoseconds: Number(nanoseconds) } };
}

export function touch(path: string, accessed: string, modified: string): void {
  const [directory, rest] = locate(below(path));
  directory.setTimesAt({ symlinkFollow: true }, rest, toTime(accessed), toTime(modified));
}
