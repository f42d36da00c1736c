import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { version } from "../host/about.ts";

const root = join(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-start-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const said = (program: string, cwd: string, path = process.env["PATH"]): string => {
  const { stdout, stderr, status } = spawnSync(program, ["--version"], { cwd, encoding: "utf8", env: { PATH: path } });
  return `${status}: ${stdout}${stderr}`;
};

test("./gatehouse starts from every folder, by links to links, and by PATH", () => {
  const deep = join(scratch, "a/b");
  mkdirSync(deep, { recursive: true });
  symlinkSync(relative(deep, join(root, "gatehouse")), join(deep, "relative"));
  symlinkSync(join(deep, "relative"), join(scratch, "gatehouse"));
  const good = `0: ${version()}\n`;
  expect(said("./gatehouse", root)).toBe(good);
  expect(said("../gatehouse", join(root, "harness"))).toBe(good);
  expect(said(join(root, "gatehouse"), scratch)).toBe(good);
  expect(said("./relative", deep)).toBe(good);
  expect(said("b/relative", join(scratch, "a"))).toBe(good);
  expect(said("./gatehouse", scratch)).toBe(good);
  expect(said("gatehouse", deep, `${scratch}:${process.env["PATH"]}`)).toBe(good);
});
