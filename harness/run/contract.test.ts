import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { normaliseCase } from "../catalog/contract.ts";
import type { CaseManifest } from "../model/generated/workload.ts";
import { caseLine } from "./contract.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-contract-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const files = { "expected/a.txt": "hello\n", "expected/b.txt": "hallo\n", "fixtures/data/a": "1" };
const workload = (own: Readonly<Record<string, string>> = {}): string => {
  const folder = mkdtempSync(join(scratch, "w-"));
  for (const [path, text] of Object.entries({ ...files, ...own })) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};
const folder = workload();

const manifest: CaseManifest = {
  id: "a",
  needs: ["stdout", "env"],
  args: ["x"],
  env: { file: "no file", text: "t" },
  stdin: { text: "in" },
  directories: [{ guest: "/data", fixture: "fixtures/data" }],
  expect: { exit: 0, stdout: { match: "exact", file: "expected/a.txt" }, files: { "/data/out": { file: "expected/b.txt" } } },
};
const contract = (own: Partial<CaseManifest> = {}, at = folder): string => caseLine("w", normaliseCase({ ...manifest, ...own }), at).contract;
const whole = contract();

test("a contract is the same where the same is asked, however it is written", () => {
  expect(contract({ seconds: 20, "memory-mib": 2048 })).toBe(whole);
  expect(contract({ expect: { ...manifest.expect, exit: 0, stdout: { match: "exact", text: "hello\n" } } })).toBe(whole);
  expect(contract({ stdin: { hex: "696e" } })).toBe(whole);
  expect(contract({ targets: ["wasip1"] })).toBe(whole);
  expect(contract({ source: "POSIX", reports: ["https://example.org/1"] })).toBe(whole);
});

test.each<[string, Partial<CaseManifest>]>([
  ["a need", { needs: ["stdout"] }],
  ["an argument", { args: ["y"] }],
  ["a variable", { env: { file: "another", text: "t" } }],
  ["a variable's name", { env: { hex: "no file", text: "t" } }],
  ["standard input", { stdin: { text: "inn" } }],
  ["a directory", { directories: [] }],
  ["a limit", { seconds: 21 }],
  ["the exit code", { expect: { ...manifest.expect, exit: 1 } }],
  ["an expected file", { expect: { ...manifest.expect, exit: 0, stdout: { match: "exact", file: "expected/b.txt" } } }],
  ["what is free", { expect: { ...manifest.expect, exit: 0, stdout: { match: "free" } } }],
  ["a file that must be there", { expect: { exit: 0, stdout: { match: "exact", file: "expected/a.txt" }, files: { "/data/out": { absent: true } } } }],
  ["a link that must be there", { expect: { exit: 0, stdout: { match: "exact", file: "expected/a.txt" }, files: { "/data/out": { link: "a" } } } }],
  ["who fails on purpose", { "must-fail": "trap" }],
])("another contract: %s", (_, own) => expect(contract(own)).not.toBe(whole));

test.each(["expected/a.txt", "expected/b.txt", "fixtures/data/a", "fixtures/data/new"])("a byte of %s makes another contract", (path) => {
  expect(contract({}, workload())).toBe(whole);
  expect(contract({}, workload({ [path]: "another" }))).not.toBe(whole);
});

test("the line tells what each program is held to", () => {
  const line = caseLine("w", normaliseCase({ ...manifest, expect: { exit: "nonzero", stdout: { match: "free" } } }), folder);
  expect(line).toMatchObject({ kind: "case", case: "w/a", held: { main: { exit: "nonzero", stdout: { match: "free" }, stderr: { match: "free" } } } });
});
