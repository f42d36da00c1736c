import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { isRunnable, which, whichAll } from "./which.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-which-"));
const path = process.env["PATH"];
afterEach(() => {
  process.env["PATH"] = path;
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const program = (folder: string, name: string, mode = 0o755): string => {
  const file = join(scratch, folder, name);
  mkdirSync(join(scratch, folder), { recursive: true });
  writeFileSync(file, "#!/bin/sh\n");
  chmodSync(file, mode);
  return file;
};

describe.skipIf(process.platform === "win32")("which", () => {
  test("finds the first on PATH that can be executed, past folders and plain files of that name", () => {
    program("plain", "tool", 0o644);
    mkdirSync(join(scratch, "folder/tool"), { recursive: true });
    const first = program("first", "tool");
    program("second", "tool");
    process.env["PATH"] = ["absent", "plain", "folder", "first", "second"].map((folder) => join(scratch, folder)).join(delimiter);
    expect(which("tool")).toBe(first);
    expect(whichAll("tool")).toEqual([first, join(scratch, "second/tool")]);
    expect(which("no-such-tool")).toBeUndefined();
  });

  test("passes over folders that do not count, and all below them", () => {
    const [first, second] = [program("own/deep", "tool2"), program("owner", "tool2")];
    process.env["PATH"] = ["own/deep", "owner"].map((folder) => join(scratch, folder)).join(delimiter);
    expect(which("tool2")).toBe(first);
    expect(which("tool2", [join(scratch, "own")])).toBe(second);
    expect(which("tool2", [join(scratch, "own/deep"), join(scratch, "owner")])).toBeUndefined();
  });

  test("takes no relative folder of PATH, for it would depend on where a build runs", () => {
    process.env["PATH"] = ["", ".", "node_modules/.bin"].join(delimiter);
    expect(which("vitest")).toBeUndefined();
  });

  test("node is the one that runs us, whatever PATH says", () => {
    program("other", "node");
    process.env["PATH"] = join(scratch, "other");
    expect(which("node")).toBe(process.execPath);
  });

  test("isRunnable follows links, and says no to folders, plain files, and links to nothing", () => {
    symlinkSync(program("links", "real"), join(scratch, "links/good"));
    symlinkSync(join(scratch, "nothing"), join(scratch, "links/bad"));
    expect(["links/real", "links/good", "links/bad", "links", "links/none"].map((name) => isRunnable(join(scratch, name)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
