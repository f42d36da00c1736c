import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { encodeFrame, type Frame, FrameReader, uint32 } from "./frames.ts";
import { folderFrame, TreeWriter, treeFrames } from "./trees.ts";

const parent = mkdtempSync(join(tmpdir(), "gatehouse-trees-"));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

let count = 0;
let folder: string;
beforeEach(() => {
  folder = join(parent, String(count++));
  mkdirSync(folder);
});

const read = (frames: readonly Buffer[]): Frame[] => new FrameReader().push(Buffer.concat(frames));
const end = encodeFrame("e");

/** What an agent would send back of a tree that it was sent: the same, with small letters, and paths from the tree's root. */
const sentBack = (path: string): Frame[] =>
  read([...treeFrames(path), end]).map(({ letter, payload }) => {
    const at = letter === "D" || letter === "F" ? 4 : 0;
    const own = letter === "B" || letter === "e" ? payload : Buffer.concat([payload.subarray(0, at), payload.subarray(at + path.length)]);
    const relative = own[at] === 0x2f ? Buffer.concat([own.subarray(0, at), own.subarray(at + 1)]) : own;
    return { letter: letter.toLowerCase(), payload: letter === "B" ? own : relative };
  });

const write = (target: string, frames: readonly Frame[], root: "file" | "folder" = "folder", most = 1 << 20): boolean => {
  const writer = new TreeWriter(target, root, most);
  try {
    return frames.map((frame) => writer.take(frame)).at(-1) ?? false;
  } finally {
    writer.close();
  }
};

describe("a tree that goes into a machine and comes back", () => {
  test("is what it was: contents, empty folders, links that lead anywhere, modes", () => {
    const [from, to] = [join(folder, "from"), join(folder, "to")];
    mkdirSync(join(from, "deep/empty"), { recursive: true });
    writeFileSync(join(from, "deep/large"), Buffer.alloc(200_000, "abc"));
    writeFileSync(join(from, "none"), "");
    chmodSync(join(from, "none"), 0o751);
    symlinkSync("../nowhere", join(from, "link"));
    mkdirSync(to);
    writeFileSync(join(to, "before"), "");
    expect(write(to, sentBack(from))).toBe(true);
    expect(readdirSync(to, { recursive: true }).sort()).toEqual(["deep", "deep/empty", "deep/large", "link", "none"]);
    expect(readFileSync(join(to, "deep/large")).equals(readFileSync(join(from, "deep/large")))).toBe(true);
    expect(readlinkSync(join(to, "link"))).toBe("../nowhere");
    expect(lstatSync(join(to, "none")).mode & 0o777).toBe(0o751);
  });

  test("may be one file", () => {
    const [from, to] = [join(folder, "from"), join(folder, "to")];
    writeFileSync(from, "text");
    expect(write(to, sentBack(from), "file")).toBe(true);
    expect(readFileSync(to, "utf8")).toBe("text");
  });

  test("goes in at another path, and content in pieces that a frame holds", () => {
    writeFileSync(join(folder, "large"), Buffer.alloc(150_000));
    const frames = read(treeFrames(join(folder, "large"), "/elsewhere"));
    expect(frames.map(({ letter }) => letter)).toEqual(["F", "B", "B", "B"]);
    expect(frames[0]?.payload.toString("utf8", 4)).toBe("/elsewhere\0");
    expect(read([folderFrame("/a/b")])).toEqual([{ letter: "D", payload: Buffer.concat([uint32(0o755), Buffer.from("/a/b\0")]) }]);
  });
});

describe("a tree that a machine makes up", () => {
  const root = encodeFrame("d", uint32(0o755), "");
  const file = (path: string): Buffer => encodeFrame("f", uint32(0o644), path);

  test.each<[string, readonly Buffer[], RegExp]>([
    ["leaves its folder", [root, file("../out")], /a path "\.\.\/out"/],
    ["names a path of the host", [root, file("/etc/passwd")], /a path "\/etc\/passwd"/],
    ["has a path with a hole", [root, encodeFrame("d", uint32(0o755), "a//b")], /a path/],
    ["goes through a link", [root, encodeFrame("l", "up", "/tmp"), file("up/out")], /whose folder is not there/],
    ["has a file in a folder that never came", [root, file("a/b")], /whose folder is not there/],
    ["has no root", [file("a")], /whose folder is not there/],
    ["is a file in place of a folder", [file("")], /no folder/],
    ["is a link in place of a folder", [encodeFrame("l", "", "/etc")], /no folder/],
    ["has content of nothing", [root, encodeFrame("b", Buffer.of(1))], /content without a file/],
    ["has content after another entry", [root, file("a"), encodeFrame("o", "pipe"), encodeFrame("b", Buffer.of(1))], /content without a file/],
    ["has a frame that no tree has", [root, encodeFrame("q")], /a frame "q"/],
    ["has a text without an end", [root, encodeFrame("f", uint32(0), Buffer.from("abc"))], /without an end/],
  ])("and that %s is refused", (_, frames, says) => {
    expect(() => write(join(folder, "to"), read(frames))).toThrow(says);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  test("is refused where it has more bytes than it may, over all of its files", () => {
    const some = encodeFrame("b", Buffer.alloc(60));
    expect(() => write(join(folder, "to"), read([root, file("a"), some, file("b"), some]), "folder", 100)).toThrow(/more than 100 bytes/);
    expect(write(join(folder, "to"), read([root, file("a"), some, end]), "folder", 60)).toBe(true);
  });

  test("overwrites nothing of itself: a path that comes twice is in its own way", () => {
    const twice = [root, encodeFrame("l", "a", "b"), encodeFrame("l", "a", "c")];
    expect(() => write(join(folder, "to"), read(twice))).toThrow(expect.objectContaining({ code: "EEXIST" }));
    expect(readlinkSync(join(folder, "to/a"))).toBe("b");
  });

  test("does not look absent where something is neither file nor folder nor link", () => {
    expect(write(join(folder, "to"), read([root, encodeFrame("o", "pipe"), end]))).toBe(true);
    expect(readlinkSync(join(folder, "to/pipe"))).toBe("(a special file)");
  });

  test("may have folders that nobody may write to: they are filled first", () => {
    const closed = encodeFrame("d", uint32(0o500), "closed");
    expect(write(join(folder, "to"), read([root, closed, file("closed/a"), end]))).toBe(true);
    expect(lstatSync(join(folder, "to/closed")).mode & 0o777).toBe(0o700);
    expect(existsSync(join(folder, "to/closed/a"))).toBe(true);
  });
});
