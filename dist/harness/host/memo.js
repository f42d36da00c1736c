import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { hexOf } from "../model/digest.js";
import { digestOf } from "./digest.js";
import { writeAtomic } from "./files.js";
/** What tells a file on this machine from what it was before, without reading it. */
export const fileMark = (path) => {
    const { size, mtimeMs, ino } = statSync(path);
    return [path, size, mtimeMs, ino];
};
/**
 * Remembers text in the store under all that it follows from: `key` must hold everything that could change it.
 * What cannot be read back is computed anew; undefined is not remembered.
 */
export const remember = async (store, key, compute) => {
    const path = join(store, "memo", hexOf(digestOf(key), 32));
    try {
        return readFileSync(path, "utf8");
    }
    catch {
        const text = await compute();
        if (text !== undefined)
            writeAtomic(path, text);
        return text;
    }
};
