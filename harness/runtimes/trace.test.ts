import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import wabt from "wabt";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-trace-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const guest = (body: string): string => `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_tell" (func $tell (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_raise" (func $raise (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1) (data (i32.const 0) "\\10\\00\\00\\00\\04\\00\\00\\00") (data (i32.const 16) "a\\n\\"\\ff")
  (func (export "_start") ${body}))`;

/** Runs a guest in the tracing host, and gives the lines of its report. `input` keeps standard input open where it is absent. */
const run = async (body: string, calls: number, input: "ignore" | "pipe" = "ignore", afterMs?: number): Promise<{ lines: string[]; code: number | null }> => {
  const folder = mkdtempSync(join(scratch, "run-"));
  const [wasm, report] = [join(folder, "guest.wasm"), join(folder, "report")];
  const { buffer } = (await wabt()).parseWat("guest.wat", guest(body)).toBinary({});
  writeFileSync(wasm, buffer);
  const file = openSync(report, "w");
  const script = join(import.meta.dirname, "node-wasi/trace.mjs");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, `--calls=${calls}`, wasm], {
    stdio: [input, "ignore", "ignore", file],
  });
  closeSync(file);
  if (afterMs !== undefined) {
    while (!readFileSync(report, "utf8").includes("fd_read")) await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill("SIGKILL");
  }
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, lines: readFileSync(report, "utf8").split("\n").filter(Boolean) };
};

const write = "(drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 64)))";
const tell = "(drop (call $tell (i32.const 77) (i32.const 64)))";

test("calls are told whole up to a limit, then each new result once, then how the guest ended", async () => {
  const { lines, code } = await run(`${write} ${write} ${tell} ${write} ${tell} (call $exit (i32.const 7))`, 1);
  expect(code).toBe(7);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      call: "fd_write",
      args: { fd: 1, iovs: { lengths: [4], bytes: 4, sha256: expect.any(String), first: 'a\\x0a"\\xff' } },
      errno: "success",
      result: { nwritten: 4 },
      us: expect.any(Number),
    },
    { call: "fd_tell", errno: "badf" },
    { call: "proc_exit", errno: "exit" },
    { how: "exit", code: 7 },
    { dropped: 3 },
  ]);
});

test("a call that never returns is told without its end", async () => {
  const { lines } = await run(`${write} (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 64)))`, 9, "pipe", 20);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toBe('{"call":"fd_read","args":{"fd":0,"iovs":{"lengths":[4]}}');
});

test("a trap is told as ever, after its calls", async () => {
  const { lines, code } = await run(`${write} unreachable`, 9);
  expect([code, lines.length, JSON.parse(lines[1] ?? "")]).toEqual([1, 2, { how: "trap", message: "unreachable" }]);
});

test("a call that may end the host is begun on the report, whatever the limit: it is told without its end, or with it", async () => {
  const { lines } = await run("(drop (call $raise (i32.const 99))) (drop (call $raise (i32.const 14)))", 0);
  expect(lines.slice(0, 2)).toEqual(['{"call":"proc_raise","errno":"nosys"}', '{"call":"proc_raise"']);
});

// Calls of WASI 0.3: a promise is what is under way.
const asynchronous = `
import { Trace } from ${JSON.stringify(join(import.meta.dirname, "trace.mjs"))};
import { Component } from ${JSON.stringify(join(import.meta.dirname, "trace-component.mjs"))};
const trace = new Trace(Number(process.argv[2]), new Component());
const later = (value, ms) => new Promise((resolve) => setTimeout(() => resolve(value), ms));
const one = trace.around("slow", [1], () => later(7, 40));
const two = trace.around("quick", [2], () => later({ tag: "err", val: "no-entry" }, 10));
trace.around("now", [], () => 3);
const three = trace.around("failing", [], async () => { throw { payload: { tag: "loop" } }; });
trace.around("never", [], () => new Promise(() => {}));
await Promise.allSettled([one, two, three]);
process.exit(0);
`;

test.each([
  [9, ["slow pending", "quick pending", "now success", "failing pending", "never pending", "failing loop", "quick no-entry", "slow success"]],
  [0, ["now success", "failing loop", "quick no-entry", "slow success"]],
])("a call that is under way when it returns is told as begun and when it is over, in the order of that; %i told whole", async (calls, told) => {
  const folder = mkdtempSync(join(scratch, "run-"));
  const [script, report] = [join(folder, "calls.mjs"), join(folder, "report")];
  writeFileSync(script, asynchronous);
  const file = openSync(report, "w");
  const child = spawn(process.execPath, [script, String(calls)], { stdio: ["ignore", "ignore", "inherit", file] });
  closeSync(file);
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
  const lines = readFileSync(report, "utf8").split("\n").filter(Boolean);
  const rows = lines.map((line) => JSON.parse(line) as { call: string; errno: string; args?: unknown; result?: unknown });
  expect(rows.map(({ call, errno }) => `${call} ${errno}`)).toEqual(told);
  if (calls > 0) expect([rows[0]?.args, rows.at(-1)?.result]).toEqual([[1], { value: 7 }]);
});
