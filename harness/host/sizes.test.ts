import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sizeOf, sizesIn } from "./sizes.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-sizes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("folders of a folder, the largest first, by what they take on disk", async () => {
  for (const [name, size] of [
    ["small", 10],
    ["large/deep", 300_000],
    ["middle", 40_000],
  ] as const) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "file"), Buffer.alloc(size, 1));
  }
  symlinkSync(join(folder, "large"), join(folder, "small/link"));
  const sizes = await sizesIn(folder);
  expect([...sizes.keys()]).toEqual(["large", "middle", "small"]);
  expect(sizes.get("large")).toBeGreaterThanOrEqual(300_000);
  expect(sizes.get("small")).toBeLessThan(100_000);
  expect(await sizeOf(join(folder, "gone"))).toBe(0);
  expect(await sizesIn(join(folder, "gone"))).toEqual(new Map());
});
