import { closeSync, existsSync, openSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** A lock that this process holds. */
export interface Lock {
  /** Gives it back, and removes its file. */
  readonly release: () => void;
}

// Closing any descriptor of a file gives back the locks of the process on it: an existing file is never opened here.
const create = (path: string): void => {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
};

const busy = 5;

/**
 * Takes the lock of a file, which is made where there is none; undefined where somebody holds it, in whatever container.
 * The kernel gives it back when its process ends, however it ends: a process id says less, for another namespace has others.
 * Node has no flock; SQLite, which is part of it, locks an empty file by fcntl.
 */
export const takeLock = (path: string): Lock | undefined => {
  create(path);
  const file = new DatabaseSync(path);
  try {
    file.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    file.close();
    if ((error as { readonly errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
  const release = (): void => {
    rmSync(path, { force: true });
    file.close();
  };
  if (existsSync(path)) return { release };
  // Its holder removed the file between the two steps: what was locked is not there any more.
  file.close();
  return takeLock(path);
};
