import { accessSync, constants, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { searchPath } from "./environment.ts";

const runnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** A program by its absolute path, or the first file of that name on PATH that can be executed; `node` is the Node that runs us, whatever PATH says. */
export const which = (command: string): string | undefined => whichAll(command)[0];

/** All programs that such a name may mean, in the order of PATH. */
export const whichAll = (command: string): readonly string[] => {
  if (command === "node") return [process.execPath];
  if (isAbsolute(command)) return runnable(command) ? [command] : [];
  return [...new Set(searchPath().map((folder) => join(folder, command)))].filter(runnable);
};

/** Whether a path names a file that can be executed. */
export const isRunnable = runnable;
