import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-jspi-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const modulesIn = (folder: string): string => {
  const own = join(folder, "node_modules/@bytecodealliance");
  const fake = (name: string, exports: object, files: Readonly<Record<string, string>>): void => {
    put(join(own, name, "package.json"), JSON.stringify({ name: `@bytecodealliance/${name}`, version: "0.0.0", type: "module", exports }));
    for (const [file, text] of Object.entries(files)) put(join(own, name, file), text);
  };
  // Writes what it has read a while later, as a worker does.
  const shim = `
const none = () => {};
const sink = (stream) => ({
  async writeViaStream(reader) {
    for (;;) {
      const { value, done } = await reader.read({ count: 64 });
      if (done) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
      stream.write(value);
    }
  },
});
export const cli = { _setArgs: none, _setEnv: none, _setCwd: none, stdout: sink(process.stdout), stderr: sink(process.stderr) };
export const filesystem = { _setPreopens: none, _addPreopen: none };
export const [clocks, http, random, sockets] = [{}, {}, {}, {}];`;
  fake("preview3-shim", { ".": "./index.js" }, { "index.js": shim });
  const older = "export class WASIShim { getImportObject() { return {}; } }";
  fake("preview2-shim", { "./instantiation": "./instantiation.js" }, { "instantiation.js": older });
  return folder;
};

/** Runs a guest that says two lines, and then does what `end` says. */
const run = async (end: string) => {
  const folder = mkdtempSync(join(scratch, "run-"));
  put(join(folder, "package.json"), '{ "type": "module" }');
  put(
    join(folder, "component.js"),
    `
export const instantiate = (_, imports) => ({ "wasi:cli/run@0.3.0": { async run() {
  const lines = ["one\\n", "two\\n"];
  const over = Promise.withResolvers();
  const read = async () => (lines.length > 0 ? { value: Buffer.from(lines.shift()), done: false } : over.promise);
  const written = imports["wasi:cli/stdout"].writeViaStream({ read });
  await new Promise((resolve) => setImmediate(resolve));
  ${end}
} } });`,
  );
  const host = join(import.meta.dirname, "jco-jspi/host.mjs");
  const child = spawn(process.execPath, [host, `--modules=${modulesIn(folder)}`, folder], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said.stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, ...said };
};

const lines = "one\ntwo\n";

test.each([
  ["a call that throws", 'throw new Error("so it ends")'],
  ["a promise that nobody takes", 'Promise.reject(new Error("so it ends")); await over.promise;'],
  ["such a promise while the guest ends", 'Promise.reject(new Error("so it ends"));'],
])("what a guest said before %s is written", async (_, end) => {
  const { code, stdout, stderr } = await run(end);
  expect({ code, stdout }).toEqual({ code: 1, stdout: lines });
  expect(stderr).toBe("gatehouse-host: trap: so it ends\n");
});

test("what a guest said before its end is written", async () => {
  expect(await run("over.resolve({ done: true }); await written;")).toEqual({ code: 0, stdout: lines, stderr: "" });
});
