import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "smol-toml";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { readToml } from "./read-manifest.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-toml-"));
const memo = join(scratch, "manifests");
beforeEach(() => void vi.stubEnv("GATEHOUSE_STORE", scratch));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(memo, { recursive: true, force: true });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const read = async (text: string): Promise<unknown> => {
  const file = join(scratch, "skips.toml");
  writeFileSync(file, text);
  return (await readToml("suite-skips", file, scratch)).value;
};

test("a text is read alike the first time and from what the store remembers", async () => {
  const words = fc.string({ minLength: 1, unit: "grapheme" });
  const suites = fc.array(fc.record({ name: words, test: fc.array(fc.record({ name: words, action: fc.constant("skip" as const) }), { minLength: 1 }) }), {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(suites, async (suite) => {
      const text = stringify({ suite });
      expect(await read(text)).toEqual({ suite });
      const kept = readdirSync(memo);
      expect(await read(text)).toEqual({ suite });
      expect(readdirSync(memo)).toEqual(kept);
    }),
    { numRuns: 20 },
  );
});

test("a date is none of JSON's values: such a text is not remembered, and is refused each time", async () => {
  for (const _ of [1, 2]) await expect(read('[[suite]]\nname = 2026-11-30\n[[suite.test]]\nname = "a"\naction = "skip"\n')).rejects.toThrow(/expected/);
  expect(readdirSync(scratch)).not.toContain("manifests");
});
