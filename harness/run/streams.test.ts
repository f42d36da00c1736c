import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { digest, randomName } from "../host/digest.ts";
import type { Program } from "../model/contract.ts";
import { hexOf } from "../model/digest.ts";
import type { Notice } from "../model/generated/runtime.ts";
import { type ExpectedStream, readExpected } from "./expected.ts";
import { dropNotice, observeStream, offOf, tail } from "./streams.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-streams-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const observe = (found: Uint8Array | undefined, wanted: Uint8Array | undefined, expected?: ExpectedStream) => {
  const folder = join(scratch, randomName());
  const blobs = join(folder, "blobs");
  mkdirSync(blobs, { recursive: true });
  const path = join(folder, "stdout");
  if (found) writeFileSync(path, found);
  const fact = observeStream(path, expected ?? (wanted && { bytes: Buffer.from(wanted), digest: digest(wanted) }), blobs);
  return { fact, blobs: readdirSync(blobs).map((name) => [name, readFileSync(join(blobs, name))] as const) };
};

describe("offOf", () => {
  const off = (text: string): number | undefined => {
    const path = join(scratch, randomName());
    writeFileSync(path, text);
    return offOf(path, 1000, 5000);
  };

  test("tells how far a time is from the span of the run", () => {
    expect(["1000\n", "3000\n", "5000\n", "999\n", "0\n", "5001\n", "1790000000000\n"].map(off)).toEqual([0, 0, 0, -1, -1000, 1, 1_789_999_995_000]);
  });

  test.each(["", "\n", "3000", "3000\n\n", " 3000\n", "-3000\n", "03000\n", "3e3\n", "3000.5\n", "3000\r\n", "99999999999999999\n"])(
    "%j is no time",
    (text) => {
      expect(off(text)).toBeUndefined();
    },
  );
});

describe("observeStream", () => {
  const wanted = Buffer.from("0123456789");

  test("equal bytes have the expected digest and leave nothing", () => {
    expect(observe(wanted, wanted)).toEqual({ fact: { size: 10, digest: digest(wanted) }, blobs: [] });
    expect(observe(undefined, Buffer.alloc(0))).toEqual({ fact: { size: 0, digest: digest("") }, blobs: [] });
  });

  test.each([
    ["cut off", "01234", 5],
    ["nothing at all", "", 0],
    ["longer", "0123456789x", 10],
    ["a differing first byte", "x123456789", 0],
    ["a differing last byte", "012345678x", 9],
    ["a line end more", "0123456789\n", 10],
  ])("%s differs, and where", (_, text, differsAt) => {
    const { fact, blobs } = observe(Buffer.from(text), wanted);
    const lines = { ...(text.length > differsAt ? { line: text.split("\n")[0] } : {}), ...(differsAt < 10 ? { wanted: "0123456789" } : {}) };
    expect(fact).toEqual({ size: text.length, digest: digest(text), differsAt, ...lines, ...(text ? { blob: true } : {}) });
    expect(blobs).toEqual(text ? [[hexOf(digest(text)), Buffer.from(text)]] : []);
  });

  test("a beginning has a digest of its own; what comes behind it is told only by its size", () => {
    const own = (text: string) => observe(Buffer.from(text), undefined, { bytes: wanted, digest: digest(wanted), prefix: true }).fact;
    expect(own("0123456789 and more")).toEqual({ size: 19, digest: digest("0123456789 and more"), start: digest(wanted), blob: true });
    expect(own("0123456789")).toMatchObject({ start: digest(wanted) });
    expect(own("0123")).toMatchObject({ start: digest("0123"), differsAt: 4 });
    expect(own("012x456789 and more")).toMatchObject({ start: digest("012x456789"), differsAt: 3, wanted: "0123456789" });
  });

  test("of several answers each is right; another text is told by the one that it keeps to for longest", () => {
    const answers = ["one", "other"].map((text) => ({ bytes: Buffer.from(text), digest: digest(text) }));
    const [first, ...others] = answers as [(typeof answers)[0], (typeof answers)[0]];
    const own = (text: string) => observe(Buffer.from(text), undefined, { ...first, others }).fact;
    for (const { bytes, digest: whole } of answers) expect(own(String(bytes))).toEqual({ size: bytes.length, digest: whole });
    expect(own("otter")).toMatchObject({ digest: digest("otter"), differsAt: 2, wanted: "other" });
  });

  test("the digest is the expected one exactly where every byte is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), fc.uint8Array({ maxLength: 8 }), (a, b) => {
        const equal = Buffer.compare(a, b) === 0;
        const { fact } = observe(a, b);
        expect([fact.digest === digest(b), fact.differsAt === undefined]).toEqual([equal, equal]);
      }),
    );
  });

  test("a free stream is kept, cut at 64 KiB, under the digest of all of it", () => {
    const bytes = Buffer.alloc(100_000, "ab");
    const { fact, blobs } = observe(bytes, undefined);
    expect(fact).toEqual({ size: 100_000, digest: digest(bytes), blob: true });
    expect(blobs).toEqual([[hexOf(digest(bytes)), bytes.subarray(0, 65_536)]]);
    expect(observe(undefined, undefined)).toEqual({ fact: { size: 0, digest: digest("") }, blobs: [] });
  });
});

test("tail gives the end, at most so many bytes of it", () => {
  const path = join(scratch, randomName());
  writeFileSync(path, "0123456789");
  expect([tail(path, 10, 4), tail(path, 10, 99), tail(path, 10, 0), tail(join(scratch, "absent"), 0, 9)]).toEqual(["6789", "0123456789", "", ""]);
});

describe("readExpected", () => {
  const silent = { match: "exact", content: { text: "" } } as const;
  const program: Program = {
    args: [],
    env: {},
    stdin: { text: "in" },
    directories: [],
    sockets: [],
    exit: 0,
    stdout: silent,
    stderr: { match: "free" },
    files: {},
  };

  test("reads every content once, and puts standard input where commands can open it", () => {
    const folder = join(scratch, randomName());
    mkdirSync(folder);
    writeFileSync(join(folder, "out"), "from a file");
    const expected = readExpected(
      { ...program, stdout: { match: "exact", content: { file: "out" } }, files: { "/d/a": { hex: "00ff" }, "/d/b": { absent: true } } },
      folder,
      join(scratch, randomName()),
    );
    expect(expected.stdout).toEqual({ bytes: Buffer.from("from a file"), digest: digest("from a file") });
    expect(expected.stderr).toBeUndefined();
    expect(expected.files).toEqual(
      new Map([
        ["/d/a", Buffer.from([0, 255])],
        ["/d/b", "absent"],
      ] as [string, Buffer | "absent"][]),
    );
    expect(readFileSync(expected.stdinFile, "utf8")).toBe("in");
    expect(statSync(expected.stdinFile).mode & 0o222).toBe(0);
  });

  test("silence that is expected is held against what is said; two cases share an input or have their own", () => {
    const own = join(scratch, randomName());
    const first = readExpected(program, scratch, own);
    expect(first.stdout?.digest).toBe(digest(""));
    expect(readExpected(program, scratch, own).stdinFile).toBe(first.stdinFile);
    const other = readExpected({ ...program, stdin: { text: "other" } }, scratch, own);
    expect([readFileSync(first.stdinFile, "utf8"), readFileSync(other.stdinFile, "utf8")]).toEqual(["in", "other"]);
    expect(existsSync(first.stdinFile)).toBe(true);
  });
});

describe("dropNotice", () => {
  const drop = (text: string, notices: Notice[]): string => {
    const path = join(scratch, randomName());
    writeFileSync(path, text);
    dropNotice(path, { notices });
    return readFileSync(path, "utf8");
  };
  const first: Notice = { stderr: "WARNING: .*\n" };
  const last: Notice = { stderr: "Error: exited \\d+\n(?: .*\n)*", at: "end" };

  test.each([
    ["at the start", "WARNING: old\nguest\n", [first], "guest\n"],
    ["not elsewhere", "guest\nWARNING: old\n", [first], "guest\nWARNING: old\n"],
    ["at the end", "guestError: exited 3\n  0: x\n", [last], "guest"],
    ["all there is", "Error: exited 3\n", [last], ""],
    ["only what reaches the end", "Error: exited 3\nguest\n", [last], "Error: exited 3\nguest\n"],
    ["only the engine's own of two", "Error: exited 0\nError: exited 3\n", [last], "Error: exited 0\n"],
    ["whatever bytes surround it", `\u0000${"é".repeat(5000)}Error: exited 3\n`, [last], `\u0000${"é".repeat(5000)}`],
  ])("takes away what the engine wrote, %s", (_, text, notices, left) => {
    expect(drop(text, notices)).toBe(left);
  });
});
