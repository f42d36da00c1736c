import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { contentBytes } from "./content.ts";
import { digest } from "./digest.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-content-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("contentBytes", () => {
  test("gives text as UTF-8, hex, and files of the workload", () => {
    const bytes = Buffer.from([0, 255, 10, 13]);
    writeFileSync(join(folder, "bytes"), bytes);
    expect(contentBytes({ text: "é\n" }, folder)).toEqual(Buffer.from([0xc3, 0xa9, 0x0a]));
    expect(contentBytes({ hex: "00ff0a0d" }, folder)).toEqual(bytes);
    expect(contentBytes({ file: "bytes" }, folder)).toEqual(bytes);
    expect(() => contentBytes({ file: "absent" }, folder)).toThrow();
  });

  test("more than 64 MiB begin as fewer do", () => {
    const count = 2 ** 26 + 5;
    const bytes = contentBytes({ random: count, seed: 3 }, folder);
    expect([bytes.length, bytes.subarray(0, 64).equals(contentBytes({ random: 64, seed: 3 }, folder))]).toEqual([count, true]);
  });

  test("random bytes are as many as asked for, the same on every call, and shorter ones begin the longer", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (count, seed) => {
        const bytes = contentBytes({ random: count, seed }, folder);
        expect(bytes.length).toBe(count);
        expect(contentBytes({ random: count, seed }, folder).equals(bytes)).toBe(true);
        expect(
          contentBytes({ random: count + 3, seed }, folder)
            .subarray(0, count)
            .equals(bytes),
        ).toBe(true);
      }),
    );
  });

  test("another seed gives other bytes", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 2, maxLength: 20 }), (seeds) => {
        expect(new Set(seeds.map((seed) => digest(contentBytes({ random: 16, seed }, folder)))).size).toBe(seeds.length);
      }),
    );
  });

  test("the generator is the one that published results were made with", () => {
    expect(contentBytes({ random: 12 }, folder).toString("hex")).toMatchInlineSnapshot(`"62b43444379c1500085b2839"`);
    expect(digest(contentBytes({ random: 1_000_000, seed: 7 }, folder))).toMatchInlineSnapshot(
      `"sha256:040ac14493fc460304332c7ed4cd7db5988822be72b6dcfc25a95c4180fe5949"`,
    );
  });

  test("every byte value comes up about as often as any other", () => {
    const counts = new Array<number>(256).fill(0);
    for (const byte of contentBytes({ random: 256_000 }, folder)) counts[byte] = (counts[byte] ?? 0) + 1;
    expect(Math.min(...counts)).toBeGreaterThan(800);
    expect(Math.max(...counts)).toBeLessThan(1200);
  });
});
