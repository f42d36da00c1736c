import fc from "fast-check";
import { expect, test } from "vitest";
import { findLeast } from "./search.ts";

const range = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 0, max: 2 ** 40 }))
  .map((numbers) => numbers.sort((a, b) => a - b) as [number, number, number]);

test("finds the least that suffices, with any guess or none, in a number of tries that grows with the digits", async () => {
  await fc.assert(
    fc.asyncProperty(range, fc.option(fc.integer({ min: 0, max: 2 ** 41 }), { nil: undefined }), async ([from, least, to], guess) => {
      let tries = 0;
      const found = await findLeast({
        from,
        to,
        guess,
        suffices: async (value) => {
          tries++;
          expect(value).toBeGreaterThanOrEqual(from);
          expect(value).toBeLessThanOrEqual(to);
          return value >= least;
        },
      });
      expect(found).toEqual({ is: "found", least, steady: true });
      expect(tries).toBeLessThan(100);
    }),
  );
});

test("a right guess takes four tries", async () => {
  let tries = 0;
  const suffices = async (value: number): Promise<boolean> => {
    tries++;
    return value >= 123_456;
  };
  expect(await findLeast({ from: 1, to: 2 ** 50, guess: 123_456, suffices })).toEqual({ is: "found", least: 123_456, steady: true });
  expect(tries).toBe(4);
});

test("nothing that suffices is none, and an answer that moves is not steady", async () => {
  expect(await findLeast({ from: 0, to: 1000, suffices: async () => false })).toEqual({ is: "none" });
  let tries = 0;
  const moving = async (value: number): Promise<boolean> => value >= 500 + tries++;
  expect(await findLeast({ from: 0, to: 1000, suffices: moving })).toMatchObject({ is: "found", steady: false });
});
