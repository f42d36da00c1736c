import { accessSync, constants, statSync } from "node:fs";
import { isAbsolute, join, sep } from "node:path";
import { searchPath } from "./environment.ts";

const runnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

// Where a program of such a name may stand, in the order of PATH.
const placesOf = (command: string, without: readonly string[]): readonly string[] => {
  if (command === "node") return [process.execPath];
  if (isAbsolute(command)) return [command];
  const folders = searchPath().filter((folder) => !without.some((other) => folder === other || folder.startsWith(other + sep)));
  return [...new Set(folders.map((folder) => join(folder, command)))];
};

/**
 * A program by its absolute path, or the first file of that name on PATH that can be executed, in none of the folders `without`; `node` is the Node that
 * runs us, whatever PATH says.
 */
export const which = (command: string, without: readonly string[] = []): string | undefined => placesOf(command, without).find(runnable);

/** All programs that such a name may mean, in the order of PATH. */
export const whichAll = (command: string, without: readonly string[] = []): readonly string[] => placesOf(command, without).filter(runnable);

/** Whether a path names a file that can be executed. */
export const isRunnable = runnable;
