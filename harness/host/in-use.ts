import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sleep } from "./clock.ts";
import { randomName } from "./digest.ts";
import { type Lock, takeLock } from "./lock.ts";

/** Whoever removes something has it: the others wait. */
const removing = "removing.lock";

const waitMs = 100;

const isTaken = (path: string): boolean => {
  if (!existsSync(path)) return false;
  const lock = takeLock(path);
  lock?.release();
  return lock === undefined;
};

const openFolder = (store: string): string => {
  const folder = join(store, "in-use");
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** Says that this process uses a store, of whatever project: until the lock is released nobody removes anything there. Waits while somebody does. */
export const useStore = async (store: string): Promise<Lock> => {
  const folder = openFolder(store);
  for (;;) {
    const own = takeLock(join(folder, `${randomName()}.lock`));
    // First the own lock, then a look for the other's: of two at once at least one sees the other.
    if (own && !isTaken(join(folder, removing))) return own;
    own?.release();
    await sleep(waitMs);
  }
};

/** Takes a store for removing; undefined while somebody uses it, or removes something himself. */
export const takeStore = (store: string): Lock | undefined => {
  const folder = openFolder(store);
  const own = takeLock(join(folder, removing));
  if (!own) return undefined;
  const others = readdirSync(folder).filter((name) => name !== removing && name.endsWith(".lock"));
  if (!others.some((name) => isTaken(join(folder, name)))) return own;
  own.release();
  return undefined;
};
