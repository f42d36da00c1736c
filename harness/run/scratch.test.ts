import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import { takeLock } from "../host/lock.ts";
import { baitNames, closeScratch, openScratch } from "./scratch.ts";

const fallback = mkdtempSync(join(tmpdir(), "gatehouse-scratch-test-"));
afterAll(() => rmSync(fallback, { recursive: true, force: true }));

/** Scratch as another run leaves it: its folder, and the lock beside it. */
const left = (parent: string): string => {
  const folder = join(parent, `gatehouse-scratch-${randomName()}`);
  mkdirSync(join(folder, "cell-1"), { recursive: true });
  return folder;
};

describe("scratch", () => {
  test("holds what a leak must find, and goes away whole", () => {
    const scratch = openScratch(fallback);
    expect(readdirSync(scratch).sort()).toEqual([...baitNames].sort());
    closeScratch(scratch);
    expect([scratch, `${scratch}.lock`].map((path) => existsSync(path))).toEqual([false, false]);
  });

  test("of a run that was killed is removed by the next; that of one that runs, wherever its process is, is not", () => {
    const own = openScratch(fallback);
    const parent = dirname(own);
    const [dead, alive, unlocked] = [left(parent), left(parent), left(parent)];
    const foreign = mkdtempSync(join(parent, "gatehouse-else-"));
    writeFileSync(`${dead}.lock`, "");
    const lock = takeLock(`${alive}.lock`);
    const next = openScratch(fallback);
    const there = [dead, `${dead}.lock`, unlocked, alive, `${alive}.lock`, foreign, own, next].map((path) => existsSync(path));
    for (const path of [alive, foreign]) rmSync(path, { recursive: true, force: true });
    lock?.release();
    for (const path of [own, next]) closeScratch(path);
    expect(there).toEqual([false, false, false, true, true, true, true, true]);
  });
});
