import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alternativesIn, worldFunctions } from "./wit.ts";

const io = `package wasi:io@0.2.12;
interface error { resource error { to-debug-string: func() -> string; } }
interface streams {
  use error.{error};
  use wasi:other/things@0.2.12.{thing, %more};
  // a-comment: func();
  variant stream-error { last-operation-failed(error), closed }
  record pair { first: u32, second: list<tuple<string, u8>> }
  flags some { a, b }
  resource input-stream {
    constructor(of: u32);
    read: func(
      len: u64,
    ) -> result<list<u8>, stream-error>;
    %stream: func() -> option<borrow<input-stream>>;
    from: static func(a: string) -> input-stream;
  }
  free: func(a: u32, b: stream-error) -> result;
}
world imports { import streams; }
`;
const other = `package wasi:other@0.2.12;
interface things { resource thing; count: func() -> u32; @unstable(feature = later) later: func(); }
interface later { never: func(); }
interface unused { never: func(); }
world imports { import things; @unstable(feature = later) import later; }
`;
const cli = `package wasi:cli@0.2.12;
world command { include imports; export run; }
world imports { include wasi:io/imports@0.2.12; import exit; @since(version = 0.2.0) import stdin; }
interface exit { exit: func(status: result); @unstable(feature = x) exit-with-code: func(code: u8); }
interface run { run: func() -> result; }
interface stdin { get-stdin: func() -> u32; read: async func() -> u32; }
`;

describe("the functions of a world", () => {
  const functions = worldFunctions([io, other, cli], "wasi:cli/command");

  test("are those of what it imports, includes and uses; what is not stable is left out", () => {
    expect(functions).toEqual([
      "wasi:cli/exit#exit",
      "wasi:cli/stdin#get-stdin",
      "wasi:cli/stdin#read",
      "wasi:io/error#[method]error.to-debug-string",
      "wasi:io/streams#[constructor]input-stream",
      "wasi:io/streams#[method]input-stream.read",
      "wasi:io/streams#[method]input-stream.stream",
      "wasi:io/streams#[static]input-stream.from",
      "wasi:io/streams#free",
      "wasi:other/things#count",
    ]);
  });

  test("are the same in whatever order the packages are read", () => {
    expect(worldFunctions([cli, other, io], "wasi:cli/command")).toEqual(functions);
    expect(worldFunctions([cli], "wasi:cli/unknown")).toEqual([]);
  });

  test("do not depend on how the text is laid out", () => {
    const flat = (text: string): string => text.replace(/\/\/.*$/gm, "").replace(/\s+/g, " ");
    expect(worldFunctions([io, other, cli].map(flat), "wasi:cli/command")).toEqual(functions);
  });
});

test.each([
  ["fd_tell", ["fd_tell"]],
  ["fd_(read|write)", ["fd_read", "fd_write"]],
  ["(args|environ)_(get|sizes_get)", ["args_get", "environ_get", "args_sizes_get", "environ_sizes_get"]],
])("%s stands for %j", (pattern, all) => {
  expect(alternativesIn(pattern).sort()).toEqual([...all].sort());
});

test("a pattern stands for all texts that it fits", () => {
  const part = fc.array(fc.stringMatching(/^[a-z_]{1,4}$/), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
      const pattern = parts.map((own) => `(${own.join("|")})`).join("");
      const all = alternativesIn(pattern);
      expect(all.every((text) => new RegExp(`^${pattern}$`).test(text))).toBe(true);
      expect(all).toHaveLength(parts.reduce((product, own) => product * own.length, 1));
    }),
  );
});
