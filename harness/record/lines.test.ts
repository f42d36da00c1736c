import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import type { JournalLine } from "../model/generated/journal.ts";
import { sealAnew } from "./chain.ts";
import { LineFile, type LineForm, readLines, toText } from "./lines.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-lines-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const fresh = (): string => join(scratch, randomName(), "lines.ndjson");

const form: LineForm = { schema: "journal", what: "the file", hint: "mend it", missing: "name another", format: 3, renew: "run again", largest: 32 << 20 };
const planned = (name: string, count: number): JournalLine => ({
  kind: "planned",
  cells: Array.from({ length: count }, (_, index) => `${name}/é-${index},c/cc.wasip1,w@1.0.0/nil:host-x86_64`),
});

const flip = (path: string, at: number): void => {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] as number) ^ 1;
  writeFileSync(path, bytes);
};

const write = (lines: readonly JournalLine[]): string => {
  const path = fresh();
  const file = new LineFile<JournalLine>(form, path);
  for (const line of lines) file.append(line);
  file.close();
  return path;
};

test("lines longer than what is read at once come back whole, with their text and number", () => {
  const lines = [planned("a", 1), planned("b", 30_000), planned("c", 2), planned("d", 30_000)];
  const path = write(lines);
  const read: [JournalLine, number][] = [];
  const texts: string[] = [];
  const { torn, wholeBytes, chain } = readLines<JournalLine>(form, path, (line, text, number) => {
    read.push([line, number]);
    texts.push(text);
  });
  expect(read).toEqual(lines.map((line, index) => [line, index + 1]));
  expect(toText(form, lines)).toEqual({ text: readFileSync(path, "utf8"), chain });
  expect(texts).toEqual(lines.map((line) => JSON.stringify(line)));
  expect([torn, wholeBytes]).toEqual([false, statSync(path).size]);
});

test("a last line without its end is not handed over, and what stands before it can go on", () => {
  const path = write([planned("a", 1)]);
  const { size } = statSync(path);
  appendFileSync(path, '{"kind":"pl');
  const read: JournalLine[] = [];
  const { chain, ...found } = readLines<JournalLine>(form, path, (line) => read.push(line));
  expect(found).toEqual({ torn: true, wholeBytes: size, size: statSync(path).size });
  truncateSync(path, size);
  const file = new LineFile<JournalLine>(form, path, chain);
  file.append(planned("b", 1));
  file.close();
  readLines<JournalLine>(form, path, (line) => read.push(line));
  expect(read).toEqual([planned("a", 1), planned("a", 1), planned("b", 1)]);
  expect(() => new LineFile(form, path)).toThrow("EEXIST");
});

test.each<[string, (path: string) => void, string, number | undefined]>([
  ["no JSON", (path) => appendFileSync(path, "{]\n"), "journal/syntax", 2],
  ["no UTF-8", (path) => appendFileSync(path, new Uint8Array([0x22, 0xff, 0x22, 0x0a])), "journal/syntax", 2],
  ["a byte order mark", (path) => writeFileSync(path, sealAnew("journal", `\ufeff${readFileSync(path, "utf8")}`)), "journal/syntax", 1],
  ["an unknown kind", (path) => writeFileSync(path, sealAnew("journal", `${readFileSync(path, "utf8")}{"kind":"x"}\n`)), "journal/schema", 2],
  ["no digest", (path) => appendFileSync(path, '{"kind":"x"}\n'), "journal/chain", 2],
  ["a header of before there were digests", (path) => writeFileSync(path, '{"kind":"header","format":2}\n'), "journal/format", 1],
  ["a line that goes on after its digest", (path) => flip(path, statSync(path).size - 1), "journal/chain", 1],
  ["a line without an end in sight", (path) => truncateSync(path, 20 << 20), "journal/unreadable", undefined],
  ["more than it may have", (path) => truncateSync(path, 33 << 20), "journal/too-large", undefined],
  ["no file", (path) => rmSync(path), "journal/unreadable", undefined],
])("%s is refused with file and line", (_, change, code, line) => {
  const path = write([planned("a", 1)]);
  change(path);
  const place = { file: path, ...(line === undefined ? {} : { line }) };
  expect(() => readLines(form, path, () => {})).toThrow(expect.objectContaining({ code, place: expect.objectContaining(place) }));
});

test("a line that its schema refuses leaves the file as it was", () => {
  const path = write([planned("a", 1)]);
  const before = readFileSync(path, "utf8");
  const file = new LineFile<JournalLine>(form, path, "");
  expect(() => file.append({ kind: "planned", cells: "x" } as unknown as JournalLine)).toThrow(
    expect.objectContaining({ code: "journal/invalid", exitCode: 3 }),
  );
  file.close();
  expect(readFileSync(path, "utf8")).toBe(before);
});
