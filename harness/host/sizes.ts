import { type Dirent, existsSync, type Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

// What is removed while it is counted counts nothing.
const gone =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return instead;
    throw error;
  };

/** Bytes that one thing takes on disk, however many names it has. */
type Count = (status: Stats) => number;

const onDisk: Count = ({ blocks }) => blocks * 512;

/** Counts a file with several names once. */
const once = (): Count => {
  const seen = new Set<number>();
  return (status) => {
    if (status.nlink === 1 || status.isDirectory()) return onDisk(status);
    if (seen.has(status.ino)) return 0;
    seen.add(status.ino);
    return onDisk(status);
  };
};

const visit = async (path: string, count: Count): Promise<number> => {
  const status = await lstat(path).catch(gone(undefined));
  if (!status) return 0;
  const own = count(status);
  if (!status.isDirectory()) return own;
  const entries: Dirent[] = await readdir(path, { withFileTypes: true }).catch(gone([]));
  const sizes = await Promise.all(entries.map(({ name }) => visit(join(path, name), count)));
  return sizes.reduce((sum, size) => sum + size, own);
};

/** Bytes that a folder takes on disk, or a file; links are not followed, and a file with several names in it counts once. */
export const sizeOf = (path: string): Promise<number> => visit(path, once());

/** What each folder of a folder takes on disk, in bytes, the largest first; nothing where it is not there. */
export const sizesIn = async (folder: string): Promise<ReadonlyMap<string, number>> => {
  if (!existsSync(folder)) return new Map();
  const [names, count] = [await readdir(folder), once()];
  const sizes: [string, number][] = [];
  for (const name of names) sizes.push([name, await visit(join(folder, name), count)]);
  return new Map(sizes.sort(([, a], [, b]) => b - a));
};

/** Bytes that go with each of some things, one after the other. A file of several names goes with the last of them but one: that is its shared copy. */
export const freedBy = async (paths: readonly string[]): Promise<number[]> => {
  const names = new Map<number, number>();
  const count: Count = (status) => {
    if (status.isDirectory()) return onDisk(status);
    const found = (names.get(status.ino) ?? 0) + 1;
    names.set(status.ino, found);
    return found === Math.max(1, status.nlink - 1) ? onDisk(status) : 0;
  };
  const sizes: number[] = [];
  for (const path of paths) sizes.push(await visit(path, count));
  return sizes;
};
