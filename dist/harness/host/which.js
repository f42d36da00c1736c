import { accessSync, constants, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { searchPath } from "./environment.js";
const runnable = (path) => {
    try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
    }
    catch {
        return false;
    }
};
/** A program by its absolute path, or the first file of that name on PATH that can be executed; `node` is the Node that runs us, whatever PATH says. */
export const which = (command) => {
    if (command === "node")
        return process.execPath;
    if (isAbsolute(command))
        return runnable(command) ? command : undefined;
    return searchPath()
        .map((folder) => join(folder, command))
        .find(runnable);
};
/** Whether a path names a file that can be executed. */
export const isRunnable = runnable;
