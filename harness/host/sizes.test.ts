import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { freedBy, sizeOf, sizesIn } from "./sizes.ts";

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

test("a file of several names counts once, and is freed with the last of them but its shared copy", async () => {
  const linked = mkdtempSync(join(tmpdir(), "gatehouse-sizes-"));
  onTestFinished(() => rmSync(linked, { recursive: true, force: true }));
  const names = ["one", "two", ".shared"].map((name) => join(linked, name));
  for (const name of names) mkdirSync(name, { recursive: true });
  writeFileSync(join(names[0] as string, "file"), Buffer.alloc(300_000, 1));
  for (const name of names.slice(1)) linkSync(join(names[0] as string, "file"), join(name, "file"));
  const sizes = await sizesIn(linked);
  expect([...sizes.values()].filter((size) => size >= 300_000)).toHaveLength(1);
  expect(await sizeOf(linked)).toBeLessThan(400_000);
  const large = async (count: number): Promise<boolean[]> => (await freedBy(names.slice(0, count))).map((size) => size >= 300_000);
  expect([await large(1), await large(2)]).toEqual([[false], [false, true]]);
});
