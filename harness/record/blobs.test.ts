import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { digest } from "../host/digest.ts";
import { hexOf } from "../model/digest.ts";
import { readBlob } from "./blobs.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-blobs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what a run kept of a stream is read beside its journal, and nothing else", () => {
  const own = digest("said");
  mkdirSync(join(folder, "blobs"));
  writeFileSync(join(folder, "blobs", hexOf(own)), "said");
  const journal = join(folder, "journal.ndjson");
  expect(readBlob(journal, { blob: true, digest: own })?.toString()).toBe("said");
  expect(readBlob(journal, { digest: own })).toBeUndefined();
  expect(readBlob(journal, { blob: true, digest: digest("other") })).toBeUndefined();
});
