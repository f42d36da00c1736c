import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadHook } from "./hooks.ts";

const root = mkdtempSync(join(tmpdir(), "gatehouse-hooks-"));
const folder = join(root, "harness/runtimes/own");
afterAll(() => rmSync(root, { recursive: true, force: true }));

const touched = "globalThis.gatehouseHookRan = true; export default () => {};\n";

beforeAll(() => {
  mkdirSync(join(folder, "deep"), { recursive: true });
  writeFileSync(join(folder, "runtime.toml"), "");
  mkdirSync(join(root, "elsewhere"));
  writeFileSync(join(folder, "double.mjs"), "export default (value) => value * 2;\n");
  writeFileSync(join(folder, "nothing.mjs"), "export const other = 1;\n");
  for (const path of [join(root, "elsewhere/script.mjs"), join(folder, "deep/script.mjs"), join(folder, "script.js")]) writeFileSync(path, touched);
  symlinkSync("../../../elsewhere/script.mjs", join(folder, "link.mjs"));
  symlinkSync("../../elsewhere", join(root, "harness/runtimes/linked"));
});

test("is the function that a script beside runtime.toml exports", async () => {
  const double = await loadHook<(value: number) => number>(folder, "double.mjs");
  expect(double(21)).toBe(42);
});

test.each([
  ["a script of another folder", () => join(root, "elsewhere"), "script.mjs"],
  ["a path that leads out", () => folder, "../../../elsewhere/script.mjs"],
  ["an absolute path", () => folder, join(root, "elsewhere/script.mjs")],
  ["a folder below", () => folder, "deep/script.mjs"],
  ["a symlink that leads out", () => folder, "link.mjs"],
  ["a runtime's folder that is a symlink", () => join(root, "harness/runtimes/linked"), "script.mjs"],
  ["another kind of file", () => folder, "script.js"],
  ["nothing", () => folder, "gone.mjs"],
])("%s is not loaded", async (_, at, script) => {
  await expect(loadHook(at(), script)).rejects.toMatchObject({ code: "runtime/script" });
  expect(globalThis).not.toHaveProperty("gatehouseHookRan");
});

test("a script that exports no function is refused", async () => {
  await expect(loadHook(folder, "nothing.mjs")).rejects.toMatchObject({ code: "runtime/script", message: "nothing.mjs exports no function by default" });
});
