import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { takeLock } from "../host/lock.ts";
import { defaultPolicy as policy } from "../model/policy.ts";
import { plantProject, plantRun } from "../review/project.fixture.ts";
import { assets } from "./assets.ts";
import { chromiumPath, startBrowser } from "./browser.fixture.ts";
import { siteFiles } from "./files.ts";
import { openLive } from "./live.ts";
import { readSite } from "./read.ts";
import { lanes, none } from "./site.fixture.ts";

/** A project with a run under way that lacks its last row; `finish` writes it and ends the run. */
const plantRunning = (): { readonly root: string; readonly finish: () => void } => {
  const root = plantProject();
  const path = plantRun(root, { "args/none,zig/zig.wasip1": {}, "args/plain,zig/zig.wasip1": {} }, { run: "20260103T120000000Z-aaaa", lane: lanes.now });
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  const last = lines.findLastIndex((line) => line.startsWith('{"kind":"row"'));
  writeFileSync(path, `${lines.slice(0, last).join("\n")}\n`);
  const lock = takeLock(join(dirname(path), "lock"));
  const finish = (): void => {
    appendFileSync(path, `${lines.slice(last).join("\n")}\n`);
    lock?.release();
  };
  return { root, finish };
};

const open = async (root: string) => {
  const write = async () => new Map([...assets(), ...siteFiles(await readSite(root, undefined, []), { worth: none, policy, documents: [], live: true })]);
  const ending = new AbortController();
  const live = await openLive(root, undefined, write);
  const watched = live.watch(ending.signal);
  return {
    url: live.url,
    close: () => {
      ending.abort();
      return watched;
    },
  };
};

test("a run under way is told as running, and as what it came to once it has ended", async () => {
  const { root, finish } = plantRunning();
  const site = await open(root);
  const index = async (): Promise<string> => (await fetch(`${site.url}cells.json`)).text();
  expect(await index()).toContain('"prp"');
  const response = await fetch(`${site.url}live`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let heard = "";
  const hear = async (text: string): Promise<void> => {
    while (!heard.includes(text)) heard += new TextDecoder().decode((await reader.read()).value);
  };
  finish();
  await hear('"is":"done","done":3,"planned":3');
  await hear("event: written");
  expect(await index()).toContain('"ppp"');
  await site.close();
});

test.skipIf(chromiumPath === undefined)("a page shows how far a run is, and comes anew by itself when it has ended", async () => {
  const { root, finish } = plantRunning();
  const site = await open(root);
  const browser = await startBrowser();
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", ({ message }) => void faults.push(message));
  await page.goto(`${site.url}matrix.html#rows=case`);
  expect(await page.locator("#live").textContent()).toBe("Run 20260103T120000000Z-aaaa is under way: 2 of 3 cells.");
  expect(await page.locator(".grid tbody tr").allTextContents()).toContain("args/plain0 of 1◌ running");
  finish();
  await page.getByText("✓ pass").nth(2).waitFor();
  expect(await page.locator(".grid tbody tr").allTextContents()).toContain("args/plain1 of 1✓ pass");
  expect(await page.locator("#live").textContent()).toBe("");
  expect(faults).toEqual([]);
  await browser.close();
  await site.close();
});
