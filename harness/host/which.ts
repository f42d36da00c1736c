import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
import { searchPath } from "./environment.ts";

const runnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** The first file of that name on PATH that can be executed; `node` is the Node that runs us, whatever PATH says. */
export const which = (command: string): string | undefined =>
  command === "node"
    ? process.execPath
    : searchPath()
        .map((folder) => join(folder, command))
        .find(runnable);

/** Whether a path names a file that can be executed. */
export const isRunnable = runnable;
