import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { PlainLauncher } from "../launch/plain.ts";
import { parseGuide } from "./parse.ts";
import { type BlockResult, runGuide } from "./run.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-guide's-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const run = (text: string, timeMs = 30_000): Promise<BlockResult[]> =>
  runGuide(parseGuide(text), { launcher: new PlainLauncher(), scratch, env: { PATH: "/usr/bin:/bin" }, timeMs });
const sh = (text: string, printed = "", info = ""): string => `\`\`\`sh${info}\n${text}\n\`\`\`\n${printed === "" ? "" : `\n\`\`\`text\n${printed}\n\`\`\`\n`}`;

describe.skipIf(process.platform === "win32")("a guide's run", () => {
  test("is one shell in an empty folder: files, variables and folders stay", async () => {
    const text = `${sh("ls\nX='it is'")}\`\`\`c file=src/a.c\nint x;\n\`\`\`\n${sh('mkdir -p deep && cd src && cat a.c && echo "$X"', "int x;\nit is")}${sh('ls; basename "$PWD"', "a.c\nsrc")}`;
    expect(await run(text)).toEqual([1, 8, 16].map((line) => expect.objectContaining({ line, state: "ran", faults: [] })));
    expect(readdirSync(scratch)).toEqual([]);
  });

  test("tells what a block prints otherwise, with what it said on standard error", async () => {
    const [first, second] = await run(`${sh("echo b; echo why >&2", "a")}${sh("echo c", "c")}`);
    expect(first?.faults).toEqual(["it prints\nb\nnot\na\nwhy\n"]);
    expect(second?.faults).toEqual([]);
  });

  test("stops after a block whose last command fails", async () => {
    const [first, second] = await run(`${sh("true; (echo why >&2; exit 3)")}${sh("echo c", "c")}`);
    expect(first?.faults).toEqual(["its last command ends with 3\nwhy\n"]);
    expect(second).toMatchObject({ state: "not reached" });
  });

  test("goes on where a command fails and the last does not", async () => {
    expect((await run(sh("false\necho $?", "1")))[0]?.faults).toEqual([]);
  });

  test.each([
    ["exit 0", /^the shell ended in it/],
    ["if", /^the shell ended in it|^its last command/],
  ])("a block that ends the shell is told: %s", async (text, message) => {
    expect((await run(sh(text)))[0]?.faults).toEqual([expect.stringMatching(message)]);
  });

  test("what takes too long is ended, and what is left running too", async () => {
    const [first] = await run(sh("sleep 100 & wait"), 500);
    expect(first?.faults[0]).toMatch(/time limit/);
    const [left] = await run(sh("sleep 100 & echo $!", "…"));
    expect(left?.faults).toEqual([]);
  });

  test("says why a block is not run, and passes over it", async () => {
    const [first, second] = await run(`${sh("exit 1", "", ' not-run="needs a Keep"')}${sh("echo c", "c")}`);
    expect(first).toMatchObject({ state: "not run", why: "needs a Keep", faults: [] });
    expect(second).toMatchObject({ state: "ran", faults: [] });
  });
});
