import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import type { FaultLine, FaultsHeader } from "../model/generated/faults.ts";
import { growFaults, publishedFaults, publishFaults, readFaultsText } from "./faults.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-faults-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const plan = `sha256:${"0".repeat(64)}`;
const header: FaultsHeader = { kind: "header", format: 1, day: "2026-11-29", plan, lane: "faulty@1/nil:host-x86_64", faults: 2, cells: 5 };
const answer = (id: string): FaultLine => ({ kind: "fault", id, on: "fd_tell", way: "no-op", about: "it does nothing", found: [], calls: 1, struck: 0 });
const footer = { kind: "footer", seconds: 3 } as const;
const fresh = (): string => join(scratch, randomName(), "faults.ndjson");

test("a search goes on with what it has, where its plan is the same", () => {
  const path = fresh();
  const first = growFaults(path, header, false);
  first.file.append(answer("a"));
  first.file.close();
  // A line that was being written when the harness was killed.
  appendFileSync(path, '{"kind":"fau');
  const second = growFaults(path, header, true);
  expect(second.known).toEqual([answer("a")]);
  second.file.append(answer("b"));
  second.file.close();
  expect(readFaultsText(path)).toMatchObject({ header, answers: [answer("a"), answer("b")], footer: undefined });
});

test("another plan, or no wish to go on, begins anew", () => {
  for (const [own, resume] of [
    [{ ...header, plan: plan.replace("0", "1") }, true],
    [header, false],
  ] as const) {
    const path = fresh();
    const first = growFaults(path, header, false);
    first.file.append(answer("a"));
    first.file.close();
    const second = growFaults(path, own, resume);
    second.file.close();
    expect([second.known, readFaultsText(path).answers]).toEqual([[], []]);
  }
});

test("a whole search is published sorted, with its page, and is read again", () => {
  const root = join(scratch, randomName());
  const paths = publishFaults(root, { header, answers: [answer("b"), answer("a")], footer }, "# Faults\n");
  expect(paths[0]).toBe(publishedFaults(root));
  expect(readFaultsText(publishedFaults(root))).toMatchObject({ header, answers: [answer("a"), answer("b")], footer });
  expect(readFileSync(join(root, "results/faults/README.md"), "utf8")).toBe("# Faults\n");
});

test.each([
  ["that did not come to its end", { header, answers: [answer("a"), answer("b")], footer: undefined }],
  ["that lacks a fault", { header, answers: [answer("a")], footer }],
])("a search %s is not published", (_, text) => {
  const root = join(scratch, randomName());
  expect(() => publishFaults(root, text, "")).toThrow(expect.objectContaining({ code: "faults/publish" }));
  expect(existsSync(publishedFaults(root))).toBe(false);
});

test.each<[string, (text: string) => string, string]>([
  ["an edited line", (text) => text.replace('"calls":1', '"calls":2'), "faults/chain"],
  ["no header", () => "", "faults/header"],
])("a record with %s is refused", (_, change, code) => {
  const root = join(scratch, randomName());
  publishFaults(root, { header, answers: [answer("a"), answer("b")], footer }, "");
  const path = publishedFaults(root);
  writeFileSync(path, change(readFileSync(path, "utf8")));
  expect(() => readFaultsText(path)).toThrow(expect.objectContaining({ code }));
});
