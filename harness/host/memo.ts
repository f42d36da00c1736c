import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { hexOf } from "../model/digest.ts";
import { digestOf } from "./digest.ts";
import { writeAtomic } from "./files.ts";

/** What tells a file on this machine from what it was before, without reading it. */
export const fileMark = (path: string): readonly [path: string, ...numbers: string[]] => {
  const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true });
  return [path, ...[size, mtimeNs, ctimeNs, ino].map(String)];
};

/**
 * Remembers text in the store under all that it follows from: `key` must hold everything that could change it.
 * What cannot be read back as it was written is computed anew; undefined is not remembered. `folder` is where in the store it is kept.
 */
export const remember = async (
  store: string,
  key: unknown,
  compute: () => Promise<string | undefined>,
  folder: "memo" | "manifests" = "memo",
): Promise<string | undefined> => {
  const own = digestOf(key);
  const path = join(store, folder, `${hexOf(own, 32)}-sealed`);
  const seal = (text: string): string => `${digestOf([own, text])}\n`;
  try {
    const whole = readFileSync(path, "utf8");
    const text = whole.slice(whole.indexOf("\n") + 1);
    if (whole === seal(text) + text) return text;
  } catch {
    // Nobody has computed it yet.
  }
  const text = await compute();
  if (text === undefined) return undefined;
  try {
    writeAtomic(path, seal(text) + text);
  } catch {
    // A store that is full, or that nobody may write to: it is computed anew each time.
  }
  return text;
};
