import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

interface Teller {
  args(name: string, words: readonly (number | bigint)[], memory: { readonly buffer: ArrayBuffer }): Readonly<Record<string, unknown>>;
  result(name: string, words: readonly (number | bigint)[], memory: { readonly buffer: ArrayBuffer }): Readonly<Record<string, unknown>>;
  outcome(result: number | undefined): string;
  thrown(name: string): string;
}

const { Preview1 } = (await import(join(import.meta.dirname, "trace-preview1.mjs"))) as { readonly Preview1: new () => Teller };
const { functions, errors } = (await import(join(import.meta.dirname, "preview1-signatures.mjs"))) as {
  readonly functions: Readonly<Record<string, { readonly parameters: readonly { readonly type: string }[]; readonly results: readonly object[] }>>;
  readonly errors: readonly string[];
};
const { Component } = (await import(join(import.meta.dirname, "trace-component.mjs"))) as {
  readonly Component: new () => { args(name: string, words: readonly unknown[]): readonly unknown[]; thrown(name: string, error: unknown): string };
};

/** Memory with bytes and numbers at places. */
const memoryWith = (parts: Readonly<Record<number, string | number | bigint>>): { buffer: ArrayBuffer } => {
  const buffer = new ArrayBuffer(4096);
  const view = new DataView(buffer);
  for (const [at, value] of Object.entries(parts)) {
    if (typeof value === "string") new Uint8Array(buffer).set(Buffer.from(value, "latin1"), Number(at));
    else if (typeof value === "bigint") view.setBigUint64(Number(at), value, true);
    else view.setUint32(Number(at), value, true);
  }
  return { buffer };
};

const teller = new Preview1();
const digest = expect.stringMatching(/^[0-9a-f]{16}$/);

describe("arguments", () => {
  test.each<[string, (number | bigint)[], Readonly<Record<number, string | number | bigint>>, object]>([
    ["fd_seek", [7, -1n, 1, 64], {}, { fd: 7, offset: -1, whence: "cur" }],
    ["fd_seek", [-1, 2n ** 62n, 9, 64], {}, { fd: 2 ** 32 - 1, offset: String(2n ** 62n), whence: 9 }],
    [
      "fd_write",
      [1, 8, 2, 0],
      { 8: 100, 12: 2, 16: 102, 20: 3, 100: "hi!\n\xff" },
      { fd: 1, iovs: { lengths: [2, 3], bytes: 5, sha256: digest, first: "hi!\\x0a\\xff" } },
    ],
    ["fd_read", [0, 8, 1, 0], { 8: 100, 12: 50 }, { fd: 0, iovs: { lengths: [50] } }],
    [
      "path_open",
      [3, 1, 100, 4, 5, 66n, 0n, 9, 0],
      { 100: "a\\\xff/" },
      {
        fd: 3,
        lookupflags: ["symlink_follow"],
        path: "a\\x5c\\xff/",
        oflags: ["creat", "excl"],
        base: ["fd_read", "fd_write"],
        inheriting: [],
        fdflags: ["append", "0x8"].slice(0, 1).concat("rsync"),
      },
    ],
    ["path_symlink", [100, 2, 3, 102, 1], { 100: "abc" }, { target: "ab", fd: 3, path: "c" }],
    ["fd_fdstat_set_flags", [3, 0x8004], {}, { fd: 3, fdflags: ["nonblock", "0x8000"] }],
    ["path_readlink", [3, 4096, 1, 0, 9, 0], {}, { fd: 3, path: "outside of memory", buf: { lengths: [9] } }],
    [
      "poll_oneoff",
      [0, 512, 2, 1024],
      { 0: 5n, 8: 0, 16: 1, 24: 1_000_000n, 40: 1, 48: 6n, 56: 1, 64: 3 },
      {
        in: [
          { userdata: 5, type: "clock", id: "monotonic", timeout: 1_000_000, isAbsolute: true },
          { userdata: 6, type: "fd_read", fd: 3 },
        ],
        out: 512,
        count: 2,
      },
    ],
    ["no_such_call", [1, 2n], {}, [1, 2]],
  ])("of %s (%#)", (name, words, parts, args) => {
    expect(teller.args(name, words, memoryWith(parts))).toEqual(args);
  });
});

describe("results", () => {
  test.each<[string, (number | bigint)[], Readonly<Record<number, string | number | bigint>>, object]>([
    [
      "fd_read",
      [0, 8, 2, 64],
      { 8: 100, 12: 2, 16: 200, 20: 9, 64: 3, 100: "ab", 200: "cdef" },
      { nread: 3, data: { bytes: 3, sha256: digest, first: "abc" } },
    ],
    ["fd_tell", [3, 64], { 64: 2n ** 60n }, { position: String(2n ** 60n) }],
    ["fd_prestat_get", [3, 64], { 64: 0, 68: 5 }, { prestat: { tag: 0, length: 5 } }],
    ["fd_prestat_dir_name", [3, 100, 5], { 100: "/data" }, { text: "/data" }],
    ["path_readlink", [3, 0, 0, 100, 9, 64], { 64: 2, 100: "abc" }, { bufused: 2, text: "ab" }],
    [
      "fd_fdstat_get",
      [3, 64],
      { 64: 3 | (1 << 16), 72: 2n, 80: 0n },
      { fdstat: { filetype: "directory", fdflags: ["append"], base: ["fd_read"], inheriting: [] } },
    ],
    [
      "path_filestat_get",
      [3, 0, 0, 0, 64],
      { 64: 1n, 72: 2n, 80: 7, 88: 3n, 96: 4n, 104: 5n, 112: 6n, 120: 7n },
      { filestat: { dev: 1, ino: 2, filetype: "symbolic_link", nlink: 3, size: 4, atim: 5, mtim: 6, ctim: 7 } },
    ],
    [
      "fd_readdir",
      [3, 100, 53, 0n, 64],
      { 64: 53, 100: 1n, 108: 9n, 116: 3, 120: 4, 124: "one", 127: 2n, 135: 8n, 143: 300, 147: 3, 151: "tw" },
      {
        bufused: 53,
        entries: [
          { name: "one", type: "regular_file", ino: 9 },
          { name: "tw", cut: true, type: "directory", ino: 8 },
        ],
      },
    ],
    [
      "sock_recv",
      [3, 8, 1, 0, 64, 68],
      { 8: 100, 12: 9, 64: 2, 68: 1, 100: "ok" },
      { nread: 2, roflags: ["recv_data_truncated"], data: { bytes: 2, sha256: digest, first: "ok" } },
    ],
    [
      "poll_oneoff",
      [0, 512, 1, 64],
      { 64: 1, 512: 5n, 520: 8 | (1 << 16), 528: 7n, 536: 1 },
      { nevents: 1, events: [{ userdata: 5, error: "badf", type: "fd_read", nbytes: 7, hangup: true }] },
    ],
  ])("of %s (%#)", (name, words, parts, result) => {
    expect(teller.result(name, words, memoryWith(parts))).toEqual(result);
  });

  test("arguments are told once it is known how many there are", () => {
    const own = new Preview1();
    const memory = memoryWith({ 0: 2, 8: 100, 12: 103, 100: "ab\0c\0" });
    expect(own.result("args_sizes_get", [0, 4], memory)).toEqual({ count: 2, bytes: 0 });
    expect(own.result("args_get", [8, 100], memory)).toEqual({ strings: ["ab", "c"] });
  });

  test("errors go by name, and what ends a guest by what it is", () => {
    expect([errors.length, teller.outcome(0), teller.outcome(8), teller.outcome(76), teller.outcome(undefined), teller.outcome(999)]).toEqual([
      ...[77, "success", "badf", "notcapable", "success", "999"],
    ]);
    expect([teller.thrown("proc_exit"), teller.thrown("fd_read")]).toEqual(["exit", "trap"]);
  });
});

test("no words of a guest keep its calls from being told", () => {
  const word = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.nat(600));
  const name = fc.constantFrom(...Object.keys(functions));
  // What a host gets for each word: a bigint for one of 64 bits.
  const isLong = (own: string): boolean[] =>
    (functions[own]?.parameters ?? []).flatMap(({ type }) => (/^(data|space|room|text)$/.test(type) ? [false, false] : [/64$|^rights$/.test(type)]));
  fc.assert(
    fc.property(name, fc.array(word, { minLength: 12, maxLength: 12 }), fc.uint8Array({ minLength: 512, maxLength: 512 }), (own, words, bytes) => {
      const memory = { buffer: bytes.slice().buffer as ArrayBuffer };
      const given = words.map((each, at) => (isLong(own)[at] ? BigInt(each) : each));
      for (const told of [teller.args(own, given, memory), teller.result(own, given, memory)]) {
        const text = JSON.stringify(told);
        expect(text.length).toBeLessThan(1 << 20);
        expect(text).not.toMatch(/untold/);
      }
    }),
    { endOnFailure: true },
  );
});

describe("calls of WASI 0.2", () => {
  class InputStream {}

  test("values are JSON, and a resource has a number of its own", () => {
    const own = new Component();
    const [first, second] = [new InputStream(), new InputStream()];
    expect(own.args("f", [first, 2n ** 60n, 3n, undefined, new Uint8Array([104, 10]), { symlinkFollow: true }, { tag: "some", val: [second, first] }])).toEqual(
      [
        ...["input-stream 1", String(2n ** 60n), 3, null, { bytes: 2, sha256: digest, first: "h\\x0a" }, { "symlink-follow": true }],
        { tag: "some", val: ["input-stream 2", "input-stream 1"] },
      ],
    );
    expect(own.args("f", [second, Number.NaN, "x".repeat(2000)])).toEqual(["input-stream 2", "NaN", expect.stringMatching(/^x{1024}… \(2000 characters\)$/)]);
  });

  test("what is thrown is the error, the exit or a trap", () => {
    const own = new Component();
    const thrown = ["no-entry", { tag: "closed" }, { payload: "access" }, { payload: { tag: "last-operation-failed" } }, new TypeError("x"), undefined];
    expect(thrown.map((error) => own.thrown("f", error))).toEqual(["no-entry", "closed", "access", "last-operation-failed", "trap", "error"]);
    expect(own.thrown("wasi:cli/exit#exit", new Error("x"))).toBe("exit");
  });
});
