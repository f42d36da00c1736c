import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { GatehouseError } from "../model/errors.ts";
import { readSkips } from "./skips.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-skips-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const fileOf = (text: string): string => {
  const file = join(mkdtempSync(join(scratch, "own-")), "skips.toml");
  writeFileSync(file, text);
  return file;
};
const skipping = (suite: string, ...tests: readonly string[]): string =>
  `version = 1\n[[suite]]\nname = "${suite}"\n${tests.map((name) => `[[suite.test]]\nname = "${name}"\naction = "skip"\n`).join("")}`;

describe("a suite's own expectations", () => {
  test("skip a test of the suite that they name, and no other", async () => {
    const skips = await readSkips([fileOf(skipping("One", "a", "b")), fileOf(skipping("Two", "c"))], scratch);
    expect([skips("One", "a"), skips("One", "b"), skips("Two", "c")]).toEqual([true, true, true]);
    expect([skips("One", "c"), skips("Two", "a"), skips(undefined, "a"), skips("one", "a"), skips("One", "A")]).toEqual([false, false, false, false, false]);
  });

  test("may be none, or name a suite without tests", async () => {
    expect((await readSkips([], scratch))("One", "a")).toBe(false);
    expect((await readSkips([fileOf(skipping("One"))], scratch))("One", "a")).toBe(false);
  });

  test.each([
    ["no TOML", "suite = [", /skips\.toml:\d+:\d+/, /TOML/],
    ["another action", skipping("One", "a").replace("skip", "fail"), /skips\.toml/, /expected/],
    ["a test without a name", 'version = 1\n[[suite]]\nname = "One"\n[[suite.test]]\naction = "skip"\n', /skips\.toml/, /expected/],
    ["another version of the format", "version = 2\n", /skips\.toml/, /expected/],
  ])("refuse %s, with the place", async (_, text, place, message) => {
    try {
      await readSkips([fileOf(text)], scratch);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof GatehouseError)) throw error;
      const { file = "", line, column } = error.place ?? {};
      expect([file, line, column].filter((part) => part !== undefined).join(":")).toMatch(place);
      expect(error.message).toMatch(message);
      expect(error.exitCode).toBe(2);
    }
  });

  test("that are not there are refused, by their name", async () => {
    await expect(readSkips([join(scratch, "gone.toml")], scratch)).rejects.toMatchObject({ exitCode: 2, place: { file: "gone.toml" } });
  });
});
