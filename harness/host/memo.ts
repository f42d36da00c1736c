import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { hexOf } from "../model/digest.ts";
import { digestOf } from "./digest.ts";
import { writeAtomic } from "./files.ts";

/** What tells a file on this machine from what it was before, without reading it. */
export const fileMark = (path: string): readonly [string, number, number, number] => {
  const { size, mtimeMs, ino } = statSync(path);
  return [path, size, mtimeMs, ino];
};

/**
 * Remembers text in the store under all that it follows from: `key` must hold everything that could change it.
 * What cannot be read back is computed anew; undefined is not remembered.
 */
export const remember = async (store: string, key: unknown, compute: () => Promise<string | undefined>): Promise<string | undefined> => {
  const path = join(store, "memo", hexOf(digestOf(key), 32));
  try {
    return readFileSync(path, "utf8");
  } catch {
    const text = await compute();
    if (text !== undefined) writeAtomic(path, text);
    return text;
  }
};
