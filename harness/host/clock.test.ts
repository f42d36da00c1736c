import { expect, test } from "vitest";
import { afterWatching, isOverWithin, monotonic, sleep, watched } from "./clock.ts";

// As when the machine stands still: nothing of this process runs.
const standStill = (milliseconds: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

test("what is watched goes by like any other time", async () => {
  const [from, start] = [watched(), monotonic()];
  await sleep(600);
  const [seen, elapsed] = [watched() - from, monotonic() - start];
  expect(seen).toBeGreaterThan(500);
  expect(seen).toBeLessThanOrEqual(elapsed + 1);
});

test("of a time in which nothing ran, a second counts, and what waits has its time still", async () => {
  watched();
  await sleep(0);
  const [from, start] = [watched(), monotonic()];
  let over: number | undefined;
  afterWatching(1800, () => {
    over = monotonic() - start;
  });
  standStill(2500);
  expect(watched() - from).toBeLessThan(1100);
  await sleep(0);
  expect(over).toBeUndefined();
  while (over === undefined) await sleep(20);
  expect(over).toBeGreaterThan(3200);
});

test("what is taken back does not act", async () => {
  let acted = false;
  afterWatching(30, () => {
    acted = true;
  })();
  await sleep(120);
  expect(acted).toBe(false);
});

test("one of several is over in time or not, and no timer is left either way", async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  const never = new Promise<void>(() => {});
  expect(await isOverWithin(60_000, [never, Promise.resolve()])).toBe(true);
  expect(await isOverWithin(20, [never])).toBe(false);
  await expect(isOverWithin(60_000, [Promise.reject(new Error("broken"))])).rejects.toThrow("broken");
  expect(timers()).toBe(before);
});
