import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { watchFolder } from "./changes.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-changes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a change below a folder is told once, also one that nobody waited for; an abort ends the wait", async () => {
  mkdirSync(join(folder, "deep"));
  const stop = new AbortController();
  const changes = watchFolder(folder, stop.signal);
  try {
    for (const text of ["one", "two"]) writeFileSync(join(folder, "deep/file"), text);
    expect(await changes.next()).toBe(true);
    const waiting = changes.next();
    writeFileSync(join(folder, "other"), "");
    expect(await waiting).toBe(true);
    const last = changes.next();
    stop.abort();
    expect(await last).toBe(false);
    expect(await changes.next()).toBe(false);
  } finally {
    changes.close();
  }
});
