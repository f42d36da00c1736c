import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { randomName } from "./digest.ts";
import { makeWhole } from "./files.ts";
import { checkAgain, checkInstalled, inspectInstalled, installedDigest, noteProgram, sealPackage } from "./installed.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-installed-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const marker = "gatehouse-package.json";

const installed = async (): Promise<string> => {
  const [draft, folder] = [join(scratch, "drafts", randomName()), join(scratch, randomName(), "engine-1")];
  for (const path of [draft, join(folder, "..")]) mkdirSync(path, { recursive: true });
  writeFileSync(join(draft, "engine"), "engine");
  await sealPackage(draft, folder, "engine", "sha256:1");
  renameSync(draft, folder);
  return folder;
};

const used = (folder: string, origin: "store" | "path" = "store"): Promise<void> => checkInstalled([{ origin, folder }]);

describe("an installed package", () => {
  test("is what was installed, and has the digest of its kind", async () => {
    const folder = await installed();
    expect(await used(folder)).toBeUndefined();
    expect(installedDigest(folder)).toBe("sha256:1");
  });

  test("that was changed is refused with the file, what was expected, and what to do", async () => {
    const folder = await installed();
    writeFileSync(join(folder, "engine"), "ENGINE");
    await expect(used(folder)).rejects.toMatchObject({
      code: "store/changed",
      exitCode: 3,
      message: expect.stringMatching(/engine-1\/engine is not what was installed: expected 6 bytes, .*sha256:.*; found 6 bytes, .*sha256:/),
      hint: expect.stringContaining("doctor --repair"),
    });
  });

  test("whose digest of its kind was changed has none", async () => {
    const folder = await installed();
    for (const text of ['{"id":"engine","digest":"sha256:2"', "{}", "null", ""]) {
      writeFileSync(join(folder, marker), readFileSync(join(folder, marker), "utf8").replace(/^.*$/m, text));
      expect(() => installedDigest(folder)).toThrow(/gatehouse-package\.json is not what was installed/);
    }
    rmSync(join(folder, marker));
    expect(() => installedDigest(folder)).toThrow(/found nothing/);
  });

  test("of an older Gatehouse is recorded once, as it is", async () => {
    const folder = join(scratch, randomName(), "engine-2");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, marker), '{"id":"engine","digest":"sha256:1"}\n');
    writeFileSync(join(folder, "engine"), "engine");
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect([await inspectInstalled(folder, "marks"), await inspectInstalled(folder, "contents")]).toEqual([undefined, undefined]);
    expect(said).toHaveBeenCalledTimes(1);
    expect(said.mock.calls.join()).toContain("which an older Gatehouse installed");
    writeFileSync(join(folder, "engine"), "ENGINE");
    rmSync(join(folder, "gatehouse-seal"));
    expect((await inspectInstalled(folder, "marks"))?.path).toBe("gatehouse-seal");
  });

  test("that is made by two at once has the manifest of the one that landed", async () => {
    const folder = join(scratch, randomName(), "engine-3");
    await Promise.all(
      ["one", "two", "three"].map((text) =>
        makeWhole(folder, join(scratch, "drafts"), async (draft) => {
          writeFileSync(join(draft, "engine"), text);
          await sealPackage(draft, folder, "engine", "sha256:1");
          return undefined;
        }),
      ),
    );
    expect(await inspectInstalled(folder, "contents")).toBeUndefined();
  });

  test("that changes while it is used is noticed at the end, and a program on PATH as well", async () => {
    const folder = await installed();
    await used(folder);
    await checkAgain().catch(() => {});
    const program = join(scratch, randomName());
    writeFileSync(program, "one");
    await used(program, "path");
    noteProgram(program);
    writeFileSync(program, "two");
    await expect(checkAgain()).rejects.toMatchObject({ code: "store/changed", exitCode: 3 });
    writeFileSync(join(folder, "engine"), "other");
    await expect(checkAgain()).rejects.toMatchObject({ message: expect.stringContaining("is not what was installed") });
  });
});
