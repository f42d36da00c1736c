import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { runTool } from "../host/tool.ts";
import type { Step } from "./parse.ts";
import { besideOf, toScript } from "./script.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse guide's "));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const commands = (notRun?: string): Step => ({ kind: "commands", line: 1, text: "", ...(notRun === undefined ? {} : { notRun }) }) as unknown as Step;
const file = (name: string): Step => ({ kind: "file", line: 1, text: "", name }) as unknown as Step;

/** Runs steps with these sources in a folder of their own; gives the exit code, and what a step left beside it. */
const run = async (steps: readonly Step[], sources: readonly string[]) => {
  const [beside, own] = [join(folder, "beside"), join(folder, "own")];
  for (const path of [beside, own]) mkdirSync(path);
  sources.forEach((source, index) => void writeFileSync(join(beside, besideOf(index).source), source));
  writeFileSync(join(folder, "script"), toScript(steps, beside));
  const { exitCode } = await runTool(["sh", join(folder, "script")], { cwd: own, env: process.env, timeoutMs: 10_000 });
  const left = (index: number, what: "stdout" | "stderr" | "status"): string | undefined => {
    const path = join(beside, besideOf(index)[what]);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  };
  return { exitCode, own, left };
};

describe("the script of a guide", () => {
  test("is one shell: what a block sets, the next one has", async () => {
    const { exitCode, left } = await run([commands(), commands()], ["export A=1; cd /\n", 'echo "$A $PWD"; echo no >&2\n']);
    expect([exitCode, left(1, "stdout"), left(1, "stderr"), left(1, "status")]).toEqual([0, "1 /\n", "no\n", "0\n"]);
  });

  test("writes a file with its folders, byte for byte", async () => {
    const { own } = await run([file("src/it's here/main.c")], ["int x;\n$HOME `ls`\n"]);
    expect(readFileSync(join(own, "src/it's here/main.c"), "utf8")).toBe("int x;\n$HOME `ls`\n");
  });

  test("stops after a block that fails, and leaves out what is not run", async () => {
    const { exitCode, left } = await run([commands("needs a network"), commands(), commands()], ["exit 9\n", "false\n", "echo on\n"]);
    expect([exitCode, left(0, "status"), left(1, "status"), left(2, "status")]).toEqual([1, undefined, "1\n", undefined]);
  });

  test("gives commands no input", async () => {
    const { left } = await run([commands()], ["cat\n"]);
    expect(left(0, "stdout")).toBe("");
  });
});
