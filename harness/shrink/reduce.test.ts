import fc from "fast-check";
import { expect, test } from "vitest";
import { reduce } from "./reduce.ts";

const quiet = { begin: () => {}, decided: () => {}, stopped: () => false };

const items = fc.uniqueArray(fc.nat(200), { maxLength: 60 });

test("leaves exactly what is needed where items do not depend on one another", async () => {
  await fc.assert(
    fc.asyncProperty(items, fc.func(fc.boolean()), async (all, isNeeded) => {
      const gone = await reduce(all, async (without) => ![...without].some((item) => isNeeded(item)), quiet);
      expect([...gone].sort()).toEqual(all.filter((item) => !isNeeded(item)).sort());
    }),
  );
});

test("what is left shows it, and nothing more can go alone, whatever depends on what", async () => {
  await fc.assert(
    fc.asyncProperty(items, fc.func(fc.boolean()), async (all, shows) => {
      const key = (without: ReadonlySet<number>): boolean => without.size === 0 || shows([...without].sort((a, b) => a - b).join());
      const gone = await reduce(all, async (without) => key(without), quiet);
      expect(key(gone)).toBe(true);
      for (const item of all) if (!gone.has(item)) expect(key(new Set([...gone, item]))).toBe(false);
    }),
  );
});

test("asks for few where few are needed, and tells of every item of a round once", async () => {
  let [asked, begun, decided] = [0, 0, 0];
  const all = Array.from({ length: 1024 }, (_, index) => index);
  const shows = async (without: ReadonlySet<number>): Promise<boolean> => {
    asked++;
    return !without.has(700);
  };
  const gone = await reduce(all, shows, { begin: (count) => (begun += count), decided: (count) => (decided += count), stopped: () => false });
  expect([gone.size, begun, decided]).toEqual([1023, 1025, 1025]);
  expect(asked).toBeLessThan(25);
});

test("keeps what it has once it is stopped", async () => {
  let asked = 0;
  const all = Array.from({ length: 64 }, (_, index) => index);
  const gone = await reduce(all, async (without) => ++asked > 0 && !without.has(63), { ...quiet, stopped: () => asked >= 3 });
  expect([...gone]).toEqual(all.slice(0, 48));
});
