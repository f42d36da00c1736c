import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Entry, textEntry, writeEntries } from "../host/bundle.ts";
import { randomName } from "../host/digest.ts";
import { type Lock, takeLock } from "../host/lock.ts";
import { memoryFolder } from "../host/machine.ts";
import { removeTree } from "../host/tree.ts";

const leastFree = 1 << 30;

const [prefix, lockEnd] = ["gatehouse-scratch-", ".lock"];

// For a guest that gets out of its directories: a leak must find something, or it would look like a refusal.
const baitText = "outside of the sandbox\n";

/** What stands beside the directories of a sandbox. */
export const baits: readonly Entry[] = [
  textEntry("outside.txt", baitText),
  { kind: "folder", path: "outside" },
  textEntry("outside/file.txt", baitText),
  { kind: "link", path: "outside/link", to: "file.txt" },
];

/** The names of those beside the directories, without what they contain. */
export const baitNames: readonly string[] = baits.map(({ path }) => path).filter((path) => !path.includes("/"));

// A lock stands beside its folder, is made before it and removed after it: a folder without one is nobody's.
const removeUnlocked = (parent: string, name: string): void => {
  const path = join(parent, name);
  if (!name.endsWith(lockEnd)) {
    if (!existsSync(path + lockEnd)) removeTree(path);
    return;
  }
  const lock = takeLock(path);
  if (!lock) return;
  removeTree(path.slice(0, -lockEnd.length));
  lock.release();
};

// A run that was killed could not remove its own; in memory they would stay until the machine is restarted.
const removeStale = (parent: string): void => {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    try {
      removeUnlocked(parent, name);
    } catch {
      // Another user's.
    }
  }
};

const locks = new Map<string, Lock>();

/** A folder for the sandboxes of a run, in memory where there is room; `closeScratch` removes it. */
export const openScratch = (fallback: string): string => {
  const parent = memoryFolder(leastFree) ?? fallback;
  mkdirSync(parent, { recursive: true });
  removeStale(parent);
  const scratch = join(parent, prefix + randomName());
  const lock = takeLock(scratch + lockEnd);
  // Somebody who looks for what was left behind was quicker, or has this very name.
  if (!lock) return openScratch(fallback);
  mkdirSync(scratch, { mode: 0o700 });
  locks.set(scratch, lock);
  writeEntries(scratch, baits);
  return scratch;
};

/** Removes what `openScratch` gave. */
export const closeScratch = (scratch: string): void => {
  removeTree(scratch);
  locks.get(scratch)?.release();
  locks.delete(scratch);
};
