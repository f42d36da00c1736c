import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readExpected } from "./expected.ts";
import { plain as program } from "./program.fixture.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-expected-"));
afterAll(() => rmSync(scratch, { recursive: true }));

test("an input that a command is reading is not written again for another case: its reader would see an early end", () => {
  const own = { ...program, stdin: { text: "the same input of two cases\n" } };
  const first = readExpected(own, scratch, scratch);
  const reader = openSync(first.stdinFile, "r");
  const before = statSync(first.stdinFile);
  const second = readExpected({ ...own, args: ["another"] }, scratch, scratch);
  expect(second.stdinFile).toBe(first.stdinFile);
  const after = statSync(second.stdinFile);
  expect([after.ino, after.mtimeMs, after.ctimeMs]).toEqual([before.ino, before.mtimeMs, before.ctimeMs]);
  expect(readFileSync(reader, "utf8")).toBe("the same input of two cases\n");
  closeSync(reader);
  expect(readdirSync(scratch)).toHaveLength(1);
  expect(readFileSync(readExpected({ ...own, stdin: { text: "other" } }, scratch, scratch).stdinFile, "utf8")).toBe("other");
});
