import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runTool } from "../host/tool.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { shellLines } from "./shell-lines.ts";

const root = mkdtempSync(join(tmpdir(), "gatehouse-shell-"));
afterAll(() => rmSync(root, { recursive: true }));

const pack = (id: string, own: Partial<Provisioned>): Provisioned => {
  const folder = join(root, id);
  mkdirSync(join(folder, "it's in/bin"), { recursive: true });
  return { ok: true, id, folder, bin: {}, env: {}, digest: `sha256:${id}`, origin: "store", ...own };
};

/** What a shell that has read the lines makes of some words. */
const said = async (packages: readonly Provisioned[], words: string): Promise<string> =>
  (await runTool(["/bin/sh", "-c", `${shellLines(packages).join("\n")}\necho ${words}`], { env: { PATH: "/bin", HOME: root }, timeoutMs: 10_000 })).stdout;

test("programs of the store stand before those of the machine, each folder once", async () => {
  const one = pack("one", { bin: { a: join(root, "one/it's in/bin/a"), b: join(root, "one/it's in/bin/b") } });
  expect(await said([one], '"$PATH"')).toBe(`${join(root, "one/it's in/bin")}:/bin\n`);
});

test("npm's programs are found", async () => {
  mkdirSync(join(root, "npm/node_modules/.bin"), { recursive: true });
  expect(await said([pack("npm", {})], '"$PATH"')).toBe(`${join(root, "npm/node_modules/.bin")}:/bin\n`);
});

test("the environment of packages is set; lists of folders are joined", async () => {
  const [one, two] = [pack("one", { env: { LIB_PATH: "/one", RUSTC: "a $b" } }), pack("two", { env: { LIB_PATH: "/two" } })];
  expect(await said([one, two, one], '"$LIB_PATH" "$RUSTC"')).toBe("/one:/two a $b\n");
});

test("what the machine has stays as it is", () => {
  expect(shellLines([pack("one", { origin: "path", bin: { a: "/usr/bin/a" }, env: { HOME: "/x" } })])).toEqual([]);
});
