import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { randomName } from "./digest.ts";

/** Whether something is at a path. */
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Whether a folder is at a path. */
export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Makes a folder, with those that it stands in. Node's own way of doing it never returns where the system refuses a folder by
 * saying that it is not there, as below /proc.
 */
export const makeFolders = (path: string): void => {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
};

/** Writes a file so that readers see the old one or the new one, never half of it. */
export const writeAtomic = (path: string, text: string | Uint8Array): void => {
  makeFolders(dirname(path));
  const draft = `${path}.${randomName()}`;
  try {
    const file = openSync(draft, "wx");
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    // Of the draft nobody knows, and a descriptor says nothing of its file.
    throw Object.assign(error as Error, { path });
  }
};

/** Throws the system's error where a file could not be written whole: that is better known before the work whose result it will hold. */
export const checkWritable = (path: string): void => {
  if (isFolder(path)) throw Object.assign(new Error("EISDIR"), { code: "EISDIR", path });
  makeFolders(dirname(path));
  const draft = `${path}.${randomName()}`;
  try {
    closeSync(openSync(draft, "wx"));
    rmSync(draft);
  } catch (error) {
    throw Object.assign(error as Error, { path });
  }
};

/** The first bytes of a file as text, at most `limit` of them; empty where it cannot be read. */
export const readStart = (path: string, limit: number): string => {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const buffer = Buffer.allocUnsafe(limit);
    return buffer.subarray(0, readSync(file, buffer, 0, limit, 0)).toString("utf8");
  } catch {
    return "";
  } finally {
    if (file !== undefined) closeSync(file);
  }
};

/** Renames a folder, unless one that is not empty is there already. */
export const renameUnlessThere = (draft: string, folder: string): void => {
  try {
    renameSync(draft, folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
};

/**
 * Makes a folder by filling a draft and renaming it: it is there whole or not at all, also when two do it at once
 * (the first wins, the second's draft is dropped) or when one is interrupted. A `fill` that gives a reason did not
 * work: its draft is dropped, and the reason is returned. Undefined means that the folder is there.
 */
export const makeWhole = async <Reason>(folder: string, drafts: string, fill: (draft: string) => Promise<Reason>): Promise<Reason> => {
  // Whoever fills a draft may give it an old date, as archives do; what stands in `drafts` keeps its own, or it would look left behind.
  const own = join(drafts, randomName());
  const draft = join(own, "draft");
  makeFolders(draft);
  makeFolders(dirname(folder));
  try {
    const reason = await fill(draft);
    if (reason === undefined) renameUnlessThere(draft, folder);
    return reason;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
};

/** Milliseconds since a file was written; infinite where there is none. */
export const fileAge = (path: string): number => {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
};

/** Removes what stands in a folder and was last changed longer ago than so many milliseconds. */
export const removeOld = (folder: string, olderMs: number): void => {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (fileAge(path) > olderMs) rmSync(path, { recursive: true, force: true });
  }
};
