import { expect, test } from "vitest";
import type { Call } from "../model/generated/trace.ts";
import { styleOf } from "./style.ts";
import { callLine, comparisonLines, traceLines } from "./trace.ts";

const plain = styleOf(true);
const read: Call = {
  call: "fd_read",
  args: { fd: 0, iovs: { lengths: [4, 8] } },
  errno: "success",
  result: { nread: 2, data: { bytes: 2, sha256: "0", first: "a\\x0a" } },
  us: 7,
};
const long = { bytes: 99, sha256: "0", first: "x".repeat(32) };

test.each<[Call, string]>([
  [read, 'fd_read(fd=0, iovs={lengths=[4,8]}) = success nread=2, data="a\\x0a" (2 bytes) <7 us>'],
  [{ call: "sched_yield", args: {}, errno: "success", us: 0 }, "sched_yield() = success <0 us>"],
  [{ call: "fd_tell", errno: "badf" }, "fd_tell() = badf"],
  [{ call: "fd_write", args: { iovs: long } }, `fd_write(iovs="${"x".repeat(32)}"… (99 bytes)) = never returned`],
  [
    { call: "path_open", args: { path: 'a"\u001b[31m', oflags: ["creat", "excl"], fdflags: [] }, errno: "exist" },
    'path_open(path="a\\"\\u001b[31m", oflags=[creat excl], fdflags=[]) = exist',
  ],
  [{ call: "wasi:io/poll#poll", args: [["pollable 1"], { timeout: null }], errno: "trap" }, "wasi:io/poll#poll([pollable 1], {timeout=null}) = trap"],
])("%j is one line", (call, line) => {
  expect(callLine(call, plain)).toBe(line);
});

test("no text of a guest is a line of its own, or endless", () => {
  const line = callLine({ call: "path_open", args: { path: `a\nb\u202e${"c".repeat(500)}` }, errno: "noent\n##[error]" }, plain);
  expect(line).not.toMatch(/[\n\u202e]/);
  expect(line.length).toBeLessThan(300);
});

const cell = "files/all,c/zig.wasip1,node-wasi@24.0.0/nil:host-x86_64";

test("a trace tells its calls, how many more there were, and the ending", () => {
  const one = traceLines({ cell, ending: "exit 0", verdict: "pass", programs: { main: { calls: [read], dropped: 3 } } }, plain);
  expect(one).toEqual([callLine(read, plain), "… and 3 calls more", `+++ ${cell}: exit 0, pass +++`]);
  const two = traceLines({ cell, ending: "trap: x", programs: { client: { calls: [read], dropped: 0 }, server: { calls: [], dropped: 0 } } }, plain);
  expect(two).toEqual(["client:", callLine(read, plain), "server:", `+++ ${cell}: trap: x +++`]);
});

test("a comparison shows where lanes part, and what stands before", () => {
  const other = { ...read, errno: "io" };
  const parting = { same: 1, before: [read], left: [read], right: [other] };
  expect(comparisonLines({ cells: [cell, `${cell}2`], programs: { main: parting } }, plain)).toEqual([
    ...[`- ${cell}`, `+ ${cell}2`, "the first 1 calls are the same; then they part:", `  ${callLine(read, plain)}`],
    ...[`- ${callLine(read, plain)}`, `+ ${callLine(other, plain)}`],
  ]);
  const same = { same: 4, before: [read], left: [], right: [] };
  expect(comparisonLines({ cells: [cell, cell], programs: { main: same } }, plain).slice(2)).toEqual(["all 4 calls are the same"]);
});
