import { constants, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { hexOf } from "../model/digest.ts";
import { now } from "./clock.ts";
import { digest, digestOf, randomName } from "./digest.ts";
import { readStart, removeOld } from "./files.ts";
import { fileMark, remember } from "./memo.ts";
import { isIntact, makeSealed } from "./seal.ts";

/** How long a copy that nobody used is kept, in milliseconds. */
const unusedMs = 14 * 86_400_000;

/**
 * A program that nobody has published, by content: a copy in the store, and the digest of that copy. The copy runs, so what was digested is what
 * runs, however often the program is built anew meanwhile. Only the one file is copied.
 */
export const keepCandidate = async (path: string, store: string): Promise<{ readonly path: string; readonly digest: string }> => {
  const name = basename(path);
  const folderOf = (own: string): string => join(store, "candidates", hexOf(digestOf([own, name]), 32));
  const key = ["candidate", fileMark(path)];
  const known = await remember(store, key, () => Promise.resolve(undefined));
  if (known !== undefined && (await isIntact(folderOf(known), "marks"))) {
    utimesSync(folderOf(known), now() / 1000, now() / 1000);
    return { path: join(folderOf(known), name), digest: known };
  }
  const draft = join(store, "tmp", randomName());
  mkdirSync(draft, { recursive: true });
  try {
    const copy = join(draft, name);
    copyFileSync(path, copy, constants.COPYFILE_FICLONE);
    const own = digest(readFileSync(copy));
    const folder = folderOf(own);
    await makeSealed(folder, join(store, "tmp"), "marks", async (into) => renameSync(copy, join(into, name)));
    await remember(store, key, () => Promise.resolve(own));
    removeOld(dirname(folder), unusedMs);
    return { path: join(folder, name), digest: own };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

const placeOfItself = /[$][{]?0|BASH_SOURCE|__file__|__dirname|import[.]meta/;

/**
 * Why a program that runs as a copy may do otherwise than where it lies: it is a script that names its own folder, by its path or by the path
 * that it was started by. Undefined where it is no script, or names neither.
 */
export const scriptHint = (path: string): string | undefined => {
  const text = readStart(path, 65_536);
  if (!text.startsWith("#!")) return undefined;
  const names = text.includes(dirname(resolve(path))) ? dirname(resolve(path)) : placeOfItself.exec(text)?.[0];
  return (
    names &&
    `${basename(path)} is a script that names its own folder (${names}); a candidate runs as a copy of its one file: give the program that it starts, or name other files by whole paths and take GATEHOUSE_LAUNCHER=uncontained`
  );
};
