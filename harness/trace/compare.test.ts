import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSame, isSameCall, part } from "./compare.ts";
import { call } from "./trace.fixture.ts";

const anyCall = fc
  .record({ name: fc.constantFrom("fd_read", "fd_write", "path_open"), errno: fc.constantFrom("success", "badf"), fd: fc.nat(9) })
  .map(({ name, errno, fd }) => call(name, errno, { args: { fd } }));

describe("two calls", () => {
  test.each([
    [
      "times",
      call("fd_filestat_get", "success", { result: { filestat: { size: 1, mtim: 5 } }, us: 3 }),
      call("fd_filestat_get", "success", { result: { filestat: { size: 1, mtim: 6 } } }),
    ],
    [
      "inodes",
      call("path_filestat_get", "success", { result: { filestat: { ino: 5 } } }),
      call("path_filestat_get", "success", { result: { filestat: { ino: 6 } } }),
    ],
    ["random bytes", call("random_get", "success", { result: { data: { first: "a" } } }), call("random_get", "success", { result: { data: { first: "b" } } })],
    ["places in memory", call("args_get", "success", { args: { argv: 1 } }), call("args_get", "success", { args: { argv: 2 } })],
    ["what one lane does not tell", call("fd_write", "success", { args: { fd: 1, iovs: {} } }), call("fd_write", "success", { args: { fd: 1 } })],
    ["all but the name and the error", call("wasi:io/poll#poll", "success", { args: [["pollable 1"]] }), call("wasi:io/poll#poll")],
  ])("are the same but for %s", (_, a, b) => {
    expect([isSameCall(a, b), isSameCall(b, a)]).toEqual([true, true]);
  });

  test.each([
    ["function", call("fd_read"), call("fd_pread")],
    ["error", call("fd_read", "badf"), call("fd_read", "notcapable")],
    ["argument", call("fd_close", "success", { args: { fd: 3 } }), call("fd_close", "success", { args: { fd: 4 } })],
    ["result", call("fd_write", "success", { result: { nwritten: 8 } }), call("fd_write", "success", { result: { nwritten: 7 } })],
    [
      "part of a structure",
      call("fd_filestat_get", "success", { result: { filestat: { nlink: 1 } } }),
      call("fd_filestat_get", "success", { result: { filestat: { nlink: 2 } } }),
    ],
    ["list", call("path_open", "success", { args: { oflags: ["creat"] } }), call("path_open", "success", { args: { oflags: [] } })],
    ["return", { call: "fd_read" }, call("fd_read")],
  ])("with another %s differ", (_, a, b) => {
    expect([isSameCall(a, b), isSameCall(b, a)]).toEqual([false, false]);
  });
});

test("a trace is the same as itself at other times", () => {
  fc.assert(
    fc.property(fc.array(anyCall), fc.nat(1000), (calls, us) => {
      const parting = part(
        calls,
        calls.map((own) => ({ ...own, us })),
      );
      expect([isSame(parting), parting.same]).toEqual([true, calls.length]);
    }),
  );
});

test("traces part at the first call that differs, and what stands before it is shown", () => {
  fc.assert(
    fc.property(fc.array(anyCall), fc.array(anyCall), fc.array(anyCall), (shared, left, right) => {
      const parting = part([...shared, call("a"), ...left], [...shared, call("b"), ...right]);
      expect(parting.same).toBe(shared.length);
      expect(parting.before).toEqual(shared.slice(-5));
      expect([parting.left[0], parting.right[0]]).toEqual([call("a"), call("b")]);
      expect(isSame(parting)).toBe(false);
    }),
  );
});

test("a trace that goes on where the other has ended is another", () => {
  expect(part([call("a")], [call("a"), call("b")])).toEqual({ same: 1, before: [call("a")], left: [], right: [call("b")] });
});
