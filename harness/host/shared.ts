import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { hexOf } from "../model/digest.ts";
import { randomName } from "./digest.ts";
import { hashFile, type Line, survey } from "./survey.ts";

// Where the one copy of a file lies: beside the folders that share it. Its name is what it holds, and its mode.
const sharedFolder = (parent: string): string => join(parent, ".shared");

/** Size from which a file is shared, in bytes: most files are smaller, and take little. */
const leastBytes = 16_384;

// A file system without hard links, one whose file has as many as it may, and a copy that was cleaned away meanwhile.
const harmless = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EXDEV", "EMLINK", "ENOENT", "EEXIST"];

const tryLink = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (harmless.includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
};

const replace = (path: string, by: string): void => {
  const draft = `${path}.${randomName()}`;
  if (tryLink(by, draft)) renameSync(draft, path);
  // Links of one file are not renamed over each other.
  rmSync(draft, { force: true });
};

const shareFile = (file: string, copy: string, of: string): void => {
  if (tryLink(file, copy)) return;
  const [own, other] = [lstatSync(file), lstatSync(copy, { throwIfNoEntry: false })];
  if (!other || own.ino === other.ino) return;
  // Read, since whoever wrote to it changed it for all. Those notice by their seals, and the next ones share this file.
  if (other.isFile() && other.mode === own.mode && hashFile(copy) === of) replace(file, copy);
  else replace(copy, file);
};

/**
 * Lets large files of a folder that was just made stand once, as hard links: with equal ones of the folders beside `place`, where it will lie.
 * `lines` list what it holds. On a file system without hard links each folder keeps its own.
 */
export const shareFiles = (folder: string, lines: readonly Line[], place: string): void => {
  const shared = sharedFolder(dirname(place));
  mkdirSync(shared, { recursive: true });
  for (const [path, kind, mode, size, of] of lines)
    if (kind === "file" && size >= leastBytes) shareFile(join(folder, path), join(shared, `${hexOf(of)}-${mode.toString(8)}`), of);
};

/** The same of a folder whose files nobody has to write to: those that are shared become read-only. */
export const shareAll = (folder: string, place: string): void => {
  const lines = survey(folder, "").seen.flatMap(({ path, kind, mode, size }): Line[] => {
    if (kind !== "file" || size < leastBytes) return [];
    chmodSync(join(folder, path), mode & 0o555);
    return [[path, kind, mode & 0o555, size, hashFile(join(folder, path))]];
  });
  shareFiles(folder, lines, place);
};

/** The copies in a folder of such folders that nobody shares any more. */
export const unshared = (parent: string): string[] => {
  const shared = sharedFolder(parent);
  if (!existsSync(shared)) return [];
  return readdirSync(shared)
    .map((name) => join(shared, name))
    .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.nlink === 1);
};

/** Removes them. */
export const sweepShared = (parent: string): void => {
  for (const path of unshared(parent)) rmSync(path, { force: true });
};
