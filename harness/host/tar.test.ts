import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Entry, readEntries, textEntry, writeEntries } from "./bundle.ts";
import { toArchive } from "./tar.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-tar-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const long = `${"deep/".repeat(40)}file-${"x".repeat(120)}`;
const entries: Entry[] = [
  textEntry("run.sh", "#!/bin/sh\n", true),
  textEntry("empty", ""),
  textEntry("512", "x".repeat(512)),
  textEntry("café 漢字.txt", "é\n"),
  textEntry(long, "long\n"),
  { kind: "folder", path: "nothing" },
  { kind: "link", path: "link", to: "run.sh" },
  { kind: "link", path: "far", to: `../${"y".repeat(150)}` },
];

test("tar reads back all of it: bytes, modes, links, long names", () => {
  writeFileSync(join(folder, "a.tar.gz"), toArchive(entries, "top", 1_800_000_000));
  const said = execFileSync("tar", ["-xzf", "a.tar.gz"], { cwd: folder, encoding: "utf8", stdio: "pipe" });
  expect(said).toBe("");
  const at = (path: string): string => join(folder, "top", path);
  for (const entry of entries) {
    if (entry.kind === "file") expect(readFileSync(at(entry.path)).equals(entry.bytes), entry.path).toBe(true);
    if (entry.kind === "link") expect(readlinkSync(at(entry.path))).toBe(entry.to);
  }
  expect(statSync(at("nothing")).isDirectory()).toBe(true);
  expect([statSync(at("run.sh")).mode & 0o777, statSync(at("empty")).mode & 0o111]).toEqual([0o755, 0]);
  expect(statSync(at("empty")).mtimeMs).toBe(1_800_000_000_000);
});

test("the same entries are the same bytes, in whatever order", () => {
  expect(toArchive([...entries].reverse(), "top", 1).equals(toArchive(entries, "top", 1))).toBe(true);
  expect(toArchive(entries, "top", 1).equals(toArchive(entries.slice(1), "top", 1))).toBe(false);
});

test("a folder read is the folder written", () => {
  const [one, other] = [join(folder, "one"), join(folder, "other")];
  for (const each of [one, other]) mkdirSync(each);
  writeEntries(one, entries);
  const read = readEntries(one, "in");
  writeEntries(other, read);
  expect(readEntries(join(other, "in"), "in")).toEqual(read);
  expect(read.filter((entry) => entry.kind !== "folder").length).toBe(entries.length - 1);
});

test.each(["../x", "/x", "a/../../x", "a/./b"])("nothing is written to %s", (path) => {
  expect(() => writeEntries(folder, [textEntry(path, "")])).toThrow("leads out");
});

test("a link is never written through", () => {
  const own = join(folder, "own");
  mkdirSync(own);
  expect(() => writeEntries(own, [{ kind: "link", path: "link", to: join(folder, "target") }, textEntry("link", "x")])).toThrow();
});
