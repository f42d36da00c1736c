import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { takeLock } from "../host/lock.ts";
import { madeLines } from "../judge/run.fixture.ts";
import { toText } from "./lines.ts";
import { JournalProgress } from "./progress.ts";
import { journalForm } from "./read.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-progress-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "journal.ndjson");
const lines = toText(journalForm, madeLines({ "args/none,zig/zig.wasip1": {}, "args/plain,zig/zig.wasip1": {} }))
  .text.trimEnd()
  .split("\n");
const rows = lines.findIndex((line) => line.startsWith('{"kind":"row"'));

test("a journal is followed as it grows, a line at a time and half a line too", () => {
  writeFileSync(path, `${lines.slice(0, rows).join("\n")}\n`);
  const progress = new JournalProgress(path);
  expect(progress.look()).toMatchObject({ is: "stopped", done: 0, planned: 3 });
  const lock = takeLock(join(folder, "lock"));
  appendFileSync(path, `${lines[rows]}\n${lines[rows + 1]?.slice(0, 20)}`);
  expect(progress.look()).toMatchObject({ is: "running", done: 1 });
  appendFileSync(path, `${lines[rows + 1]?.slice(20)}\n`);
  expect(progress.look()).toMatchObject({ is: "running", done: 2 });
  appendFileSync(path, `${lines.slice(rows + 2).join("\n")}\n`);
  lock?.release();
  expect(progress.look()).toMatchObject({ is: "done", done: 3, planned: 3 });
  expect(new JournalProgress(path).look()).toEqual(progress.look());
  expect(readFileSync(path, "utf8").trimEnd().split("\n")).toEqual(lines);
});

test("of a file without a header nothing is told", () => {
  writeFileSync(path, "{}\n");
  expect(new JournalProgress(path).look()).toBeUndefined();
});
