import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { randomName } from "../../host/digest.ts";
import { encodeFrame, type Frame, FrameReader, uint32, uint64 } from "./frames.ts";
import { dateFrames, folderFrame, TreeWriter, treeFrames } from "./trees.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-trees-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A tree: a file with its content and whether it may be run, a link, or a folder. */
type Tree = { readonly file: string; readonly runs: boolean } | { readonly link: string } | { readonly [name: string]: Tree };
const isFile = (tree: Tree): tree is { readonly file: string; readonly runs: boolean } => "file" in tree && typeof tree["file"] === "string";
const isLink = (tree: Tree): tree is { readonly link: string } => "link" in tree && typeof tree["link"] === "string";

const grow = (path: string, tree: Tree): void => {
  if (isFile(tree)) {
    writeFileSync(path, tree.file, "latin1");
    chmodSync(path, tree.runs ? 0o755 : 0o644);
  } else if (isLink(tree)) symlinkSync(tree.link, path);
  else {
    mkdirSync(path);
    for (const [name, child] of Object.entries(tree)) grow(join(path, name), child);
  }
};
const look = (path: string): Tree => {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return { link: readlinkSync(path) };
  if (status.isFile()) return { file: readFileSync(path, "latin1"), runs: (status.mode & 0o111) !== 0 };
  return Object.fromEntries(readdirSync(path).map((name) => [name, look(join(path, name))]));
};

const { tree: trees } = fc.letrec<{ tree: Tree; node: Tree }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    fc.record({ file: fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString("latin1")), runs: fc.boolean() }),
    fc.record({ link: fc.constantFrom("/etc/passwd", "../..", "nowhere") }),
    tie("tree"),
  ),
  tree: fc.dictionary(
    fc.stringMatching(/^[a-z]{1,3}$/).map((name) => `n-${name}`),
    tie("node"),
    { maxKeys: 4, noNullPrototype: true },
  ),
}));

/** The frames as a machine would send the same tree back, below the root that was asked for. */
const returned = (frames: readonly Buffer[]): Frame[] => {
  const reader = new FrameReader();
  return [...frames.flatMap((frame) => reader.push(frame)).map(({ letter, payload }) => ({ letter: letter.toLowerCase(), payload })), frame("e")];
};
const frame = (letter: string, ...parts: readonly (string | Uint8Array)[]): Frame => ({ letter, payload: encodeFrame(letter, ...parts).subarray(5) });
const folder = (path: string): Frame => frame("d", uint32(0o755), path);
const file = (path: string): Frame => frame("f", uint32(0o644), path);

const write = (target: string, root: "file" | "folder", frames: readonly Frame[], most = 1 << 20): boolean[] => {
  const writer = new TreeWriter(target, root, most);
  try {
    return frames.map((each) => writer.take(each));
  } finally {
    writer.close();
  }
};

describe("a tree", () => {
  test("comes back as it went in: files and their modes, links by what they say, empty folders", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const [from, to] = [join(scratch, randomName()), join(scratch, randomName())];
        grow(from, tree);
        expect(write(to, "folder", returned(treeFrames(from, ""))).at(-1)).toBe(true);
        expect(look(to)).toEqual(tree);
      }),
      { numRuns: 40 },
    );
  });

  test("takes the place of what stood there", () => {
    const target = join(scratch, randomName());
    grow(target, { old: { file: "old", runs: false } });
    write(target, "folder", [folder(""), file("new"), frame("b", Buffer.from("ne")), frame("b", Buffer.from("w")), frame("e")]);
    expect(look(target)).toEqual({ new: { file: "new", runs: false } });
  });

  test("of a file has it in pieces that a frame holds", () => {
    const path = join(scratch, randomName());
    writeFileSync(path, Buffer.alloc(200_000, 9));
    const frames = treeFrames(path, "/x");
    expect(frames.map((each) => each.length)).toEqual([frames[0]?.length, 65541, 65541, 65541, 200_000 - 3 * 65_536 + 5]);
    expect(folderFrame("/a", 0o700)).toEqual(encodeFrame("D", uint32(0o700), "/a"));
  });

  test("is dated thing by thing, in nanoseconds, a folder after what is in it", () => {
    const folder = join(scratch, randomName());
    grow(folder, { engine: { file: "x", runs: true } });
    utimesSync(join(folder, "engine"), 0, 1.5);
    utimesSync(folder, 0, 2);
    expect(dateFrames(folder, "/e")).toEqual([encodeFrame("M", uint64(1_500_000_000n), "/e/engine"), encodeFrame("M", uint64(2_000_000_000n), "/e")]);
  });

  test("shows what is no file, no folder and no link as there, and nothing that can be opened", () => {
    const target = join(scratch, randomName());
    write(target, "folder", [folder(""), frame("o", "pipe"), frame("e")]);
    expect([lstatSync(join(target, "pipe")).isSymbolicLink(), existsSync(join(target, "pipe"))]).toEqual([true, false]);
  });
});

describe("a machine that lies", () => {
  test.each<[string, "file" | "folder", Frame[], RegExp]>([
    ["writes above its root", "folder", [folder(""), file("../out")], /with a path "\.\.\/out"/],
    ["writes at an absolute path", "folder", [folder(""), file("/etc/cron.d/x")], /with a path "\/etc/],
    ["writes with dots in the middle", "folder", [folder(""), folder("a"), file("a/../../out")], /with a path/],
    ["writes through a link that it made", "folder", [folder(""), frame("l", "a", "/tmp"), file("a/out")], /"a\/out" whose folder is not there/],
    ["makes its root a link", "folder", [frame("l", "", "/etc")], /that is no folder/],
    ["sends a file for a folder", "folder", [file("")], /that is no folder/],
    ["sends a folder for a stream", "file", [folder("")], /that is no file/],
    ["sends a link for a stream", "file", [frame("l", "", "/etc/passwd")], /that is no file/],
    ["sends a special file for a stream", "file", [frame("o", "")], /that is no file/],
    ["sends content of no file", "folder", [folder(""), frame("b", Buffer.from("x"))], /content without a file/],
    ["goes on after a file has ended", "folder", [folder(""), file("a"), folder("b"), frame("b", Buffer.from("x"))], /content without a file/],
    ["sends a path without an end", "folder", [{ letter: "d", payload: Buffer.from([0, 0, 0, 0, 65]) }], /a text without an end/],
    ["sends a frame that no tree has", "folder", [frame("q")], /a tree with a frame "q"/],
  ])("and %s is refused, and nothing is written outside", (_, root, frames, message) => {
    const own = join(scratch, randomName());
    mkdirSync(own);
    expect(() => write(join(own, "target"), root, frames)).toThrow(message);
    expect(readdirSync(own).filter((name) => name !== "target")).toEqual([]);
  });

  test("about how much it has is stopped: bytes, and entries", () => {
    const target = join(scratch, randomName());
    const much = [file(""), frame("b", Buffer.alloc(600)), frame("b", Buffer.alloc(600))];
    expect(() => write(target, "file", much, 1000)).toThrow("a tree of more than 1000 bytes");
    // Those that are left out are read all the same, up to the end.
    const many = Array.from({ length: 100_010 }, (_, at) => frame("o", `${at}`));
    expect(write(join(scratch, randomName()), "folder", [folder(""), ...many, frame("b", Buffer.from("x")), frame("e")]).at(-1)).toBe(true);
    const [long, deep] = ["n".repeat(4000), `${"d/".repeat(2000)}d`];
    const other = join(scratch, randomName());
    expect(write(other, "folder", [folder(""), file(long), frame("b", Buffer.from("x")), folder(deep), file("a"), frame("e")]).at(-1)).toBe(true);
    expect(readdirSync(other)).toEqual(["a"]);
  });

  test("has names that are no text", () => {
    const target = join(scratch, randomName());
    const name = Buffer.from([0x66, 0xff, 0]);
    expect(write(target, "folder", [folder(""), frame("f", uint32(0o644), name), frame("l", Buffer.from([0xfe, 0]), name), frame("e")]).at(-1)).toBe(true);
    expect(readdirSync(target, { encoding: "latin1" }).sort()).toEqual(["f\u00ff", "\u00fe"]);
    expect(readlinkSync(Buffer.from(`${target}/\u00fe`, "latin1"), "latin1")).toBe("f\u00ff");
  });

  test("and sends one name twice does not change what was there", () => {
    const target = join(scratch, randomName());
    expect(() => write(target, "folder", [folder(""), frame("l", "a", "/etc/passwd"), file("a"), frame("b", Buffer.from("root::0"))])).toThrow(/EEXIST/);
    expect(readFileSync("/etc/passwd", "utf8")).not.toContain("root::0\n");
  });
});
