import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatBytes, formatDuration, hidePaths, printable, printableLines, shellLine, shorten } from "./text.ts";

// Code units, so that half surrogates come up; those that do harm more often than by chance.
const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }),
  fc.constantFrom(
    0x1b,
    0x9b,
    0x0a,
    0x0d,
    0x7f,
    0x85,
    0x061c,
    0x200f,
    0x202e,
    0x2066,
    0x2028,
    0x2029,
    0xfeff,
    0xd800,
    0xdc00,
    0xfffe,
    0xffff,
    0x23,
    0x3a,
    0x5b,
    0x20,
  ),
);
const hostile = fc.array(unit).map((units) => String.fromCharCode(...units));
const harmful = /[\p{Cc}\p{Bidi_Control}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|^\s*::|##\[/u;

describe("printable", () => {
  test("never leaves a control, a character that reorders, a line separator or half a character", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(printable(text)).not.toMatch(harmful);
      }),
    );
  });

  test("leaves no command to a CI service, and says what stood there", () => {
    for (const text of ["::error::x", " \t::stop-commands::x", "##[error]x", "a##[add-mask]x", "###[x", ":::", "##[##["]) {
      expect(printable(text)).not.toMatch(harmful);
      expect(printable(printable(text))).toBe(printable(text));
    }
    expect(printable("a::b ## [c]")).toBe("a::b ## [c]");
  });

  test("lines keep their line ends and nothing else", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of printableLines(text).split("\n")) expect(line).not.toMatch(harmful);
      }),
    );
    expect(printableLines("a\r\nb\u001b[2J\n\rc")).toBe("a\nb\\x1b[2J\n\\rc");
  });

  test("shows what was there, and leaves text alone", () => {
    expect(printable("\u001b[31m\t\r\n\u009b\u202e\u{e0001}")).toBe("\\x1b[31m\\t\\r\\n\\x9b\\u{202e}\\u{e0001}");
    expect(printable("é 日本 🙂 \\n ~")).toBe("é 日本 🙂 \\n ~");
  });
});

test("shorten gives at most as many characters as asked for, and says where it cut", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
      const short = shorten(text, limit);
      expect(short.isWellFormed()).toBe(true);
      expect(short.length).toBeLessThanOrEqual(limit);
      expect(text.length <= limit ? short === text : short.endsWith("…")).toBe(true);
    }),
  );
  expect(shorten("abcdef", 4)).toBe("abc…");
});

describe.skipIf(process.platform === "win32")("shellLine", () => {
  const words = (line: string): string[] =>
    execFileSync("/bin/sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" })
      .split("\0")
      .slice(0, -1);

  test("a POSIX shell takes the line back as the same words", () => {
    const word = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "'", "''", "$HOME", "`id`", "\\", "*", "~", "-n", "a b", "\n", "!", "#", "é", "--a=b;c"),
    );
    const argv = fc.array(
      word.map((text) => text.replaceAll("\0", "")),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(argv, (own) => {
        expect(words(shellLine(own))).toEqual(own);
      }),
      { numRuns: 60 },
    );
  });

  test("leaves plain words bare, so that a cell can be copied", () => {
    expect(shellLine(["gatehouse", "run", "a/b,c/d.wasip1,w@1.0+v/nil:host-x86_64", "a b"])).toBe("gatehouse run a/b,c/d.wasip1,w@1.0+v/nil:host-x86_64 'a b'");
  });
});

describe("hidePaths", () => {
  test.each([
    ["/home/joe/x.c:3:1: no", "…/x.c:3:1: no"],
    ["open '/tmp/a-1/b'; /usr/lib/", "open '…/b'; …/"],
    ["(file:///work/main/host.mjs:12)", "(…/host.mjs:12)"],
    ["cc -I/usr/include/x //a//b//c", "cc -I…/x …/c"],
    ['{"detail":"/a/b:/c/d"}', '{"detail":"…/b:…/d"}'],
    ["/a/file:///b/c", "…/…/c"],
    ["/data and/or ./x/y ../x/y a/b/c ~/x/y …/x", "/data and/or ./x/y ../x/y a/b/c ~/x/y …/x"],
    ["https://example.org/a/b, http://x/y/z", "https://example.org/a/b, http://x/y/z"],
    ["x/a,c/cc.wasip1,wasmtime@49.0.3+pulley/nil:qemu:tcg-x86_64", "x/a,c/cc.wasip1,wasmtime@49.0.3+pulley/nil:qemu:tcg-x86_64"],
  ])("%j becomes %j", (text, hidden) => expect(hidePaths(text)).toBe(hidden));

  const pathlike = fc
    .array(fc.constantFrom("/", "/", "a", "b.c", " ", ":", '"', "\\", "file://", "-I", "…", "\n", "https:", "%", "\u001b[1m"))
    .map((parts) => parts.join(""));

  test("what is hidden stays so, also as JSON and once it is printable", () => {
    fc.assert(
      fc.property(fc.oneof(pathlike, hostile), (text) => {
        const hidden = printable(hidePaths(text));
        expect(hidePaths(hidden)).toBe(hidden);
        expect(hidePaths(JSON.stringify(hidden))).toBe(JSON.stringify(hidden));
      }),
      { numRuns: 20_000 },
    );
  });
});

test.each([
  [0, "0 ms"],
  [999.4, "999 ms"],
  [999.6, "1 s"],
  [1499, "1 s"],
  [59_499, "59 s"],
  [59_500, "1 min 0 s"],
  [200_000, "3 min 20 s"],
])("%d ms read as %s", (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [999_949, "999.9 kB"],
  [999_950, "1.0 MB"],
  [1_449_999, "1.4 MB"],
  [999_949_999, "999.9 MB"],
  [4_500_000_000, "4.5 GB"],
])("%d bytes read as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
