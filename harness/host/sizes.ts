import { type Dirent, existsSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

// What is removed while it is counted counts nothing.
const gone =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return instead;
    throw error;
  };

/** Bytes that a folder takes on disk, or a file; links are not followed. */
export const sizeOf = async (path: string): Promise<number> => {
  const status = await lstat(path).catch(gone(undefined));
  if (!status) return 0;
  const own = status.blocks * 512;
  if (!status.isDirectory()) return own;
  const entries: Dirent[] = await readdir(path, { withFileTypes: true }).catch(gone([]));
  const sizes = await Promise.all(entries.map(({ name }) => sizeOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, own);
};

/** What each folder of a folder takes on disk, in bytes, the largest first; nothing where it is not there. */
export const sizesIn = async (folder: string): Promise<ReadonlyMap<string, number>> => {
  if (!existsSync(folder)) return new Map();
  const names = await readdir(folder);
  const sizes: [string, number][] = [];
  for (const name of names) sizes.push([name, await sizeOf(join(folder, name))]);
  return new Map(sizes.sort(([, a], [, b]) => b - a));
};
