import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { keepPipe, openLateReader, openWriter, PipeStock } from "./pipes.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-pipes-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.skipIf(process.platform === "win32")("a stock of named pipes", () => {
  test("gives each taker pipes of its own, also at once, and more than it makes at a time", async () => {
    const folder = mkdtempSync(join(scratch, "many-"));
    const stock = new PipeStock(folder);
    const wanted = Array.from({ length: 4 }, (_, taker) => Array.from({ length: 40 }, (_, at) => join(folder, `own-${taker}-${at}`)));
    await Promise.all(wanted.map((paths) => stock.put(paths)));
    for (const path of wanted.flat()) {
      expect(lstatSync(path).isFIFO(), path).toBe(true);
      expect(lstatSync(path).mode & 0o777).toBe(0o600);
    }
    stock.clear();
    expect(readdirSync(folder)).toHaveLength(160);
  });

  test("makes none for nobody", async () => {
    const folder = mkdtempSync(join(scratch, "none-"));
    await new PipeStock(folder).put([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("says what is missing where none can be made", async () => {
    await expect(new PipeStock(join(scratch, "no-folder")).put([join(scratch, "a")])).rejects.toMatchObject({ code: "run/pipes" });
  });
});

describe.skipIf(process.platform === "win32")("a reader that comes after its writer", () => {
  test.each(["before it", "after it"])("hears all and the end of one that ended %s", async (when) => {
    const folder = mkdtempSync(join(scratch, "late-"));
    const path = join(folder, "pipe");
    await new PipeStock(folder).put([path]);
    const letGo = keepPipe(path);
    const writer = openWriter(path);
    const ended = (): Promise<void> => new Promise((resolve) => writer.end("all of it", resolve));
    if (when === "before it") await ended();
    const reader = openLateReader(path);
    if (when === "after it") await ended();
    let heard = "";
    for await (const bytes of reader) heard += bytes;
    letGo();
    expect(heard).toBe("all of it");
  });
});
