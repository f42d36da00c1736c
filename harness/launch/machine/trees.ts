import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { removeTree, treeLimits, treePath } from "../../host/tree.ts";
import { encodeFrame, type Frame, takeText, uint32, uint64 } from "./frames.ts";

const chunkBytes = 1 << 16;

const pieces = (bytes: Buffer): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) => encodeFrame("B", bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes)));

/** Frames that make a file in the machine. */
const fileFrames = (path: string, content: Buffer, mode: number): Buffer[] => [encodeFrame("F", uint32(mode), path), ...pieces(content)];

/** Frames that make a folder in the machine, with those above it. */
export const folderFrame = (path: string, mode = 0o755): Buffer => encodeFrame("D", uint32(mode), path);

/**
 * Frames that put what stands at a path of the host at the same path of the machine: files, folders with empty ones,
 * links by what they say, modes. What is neither of these is left out.
 */
export const treeFrames = (path: string, to = path): Buffer[] => {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return [encodeFrame("L", to, readlinkSync(path))];
  if (status.isFile()) return fileFrames(to, readFileSync(path), status.mode & 0o7777);
  if (!status.isDirectory()) return [];
  return [folderFrame(to, status.mode & 0o7777), ...readdirSync(path).flatMap((name) => treeFrames(join(path, name), join(to, name)))];
};

/**
 * Frames that give the files, links and folders of a tree in the machine the times of writing that they have on the host. An engine's compile cache may be that of
 * its own file as written at a time, as Wasmtime's is: another time in each machine would make it compile again.
 */
export const dateFrames = (path: string, to = path): Buffer[] => {
  const status = lstatSync(path, { bigint: true });
  const inside = status.isDirectory() ? readdirSync(path).flatMap((name) => dateFrames(join(path, name), join(to, name))) : [];
  return [...inside, encodeFrame("M", uint64(status.mtimeNs), to)];
};

/** More than is ever looked at: what is left out is not missed. */
const most = { entries: 2 * treeLimits.entries, path: treeLimits.path + 256 } as const;

const bytesOf = (path: string): Buffer => Buffer.from(path, "latin1");

const checkInside = (path: string): string => {
  if (path.split("/").some((part) => part === "" || part === "." || part === "..")) throw new Error(`a tree with a path ${JSON.stringify(path)}`);
  return path;
};

/**
 * Writes a tree that a machine sends back, in place of what stood there. A machine is not trusted: nothing is
 * written outside of `target`, nor through a link, for a path's folder must have come before it, and the root is what was asked for.
 */
export class TreeWriter {
  readonly #target: string;
  readonly #root: "file" | "folder";
  readonly #most: number;
  readonly #folders = new Map<string, number>();
  #entries = 0;
  #skips = false;
  #bytes = 0;
  #file: number | undefined;

  /** `most` is how many bytes it may have. */
  constructor(target: string, root: "file" | "folder", most: number) {
    this.#target = treePath(target);
    this.#root = root;
    this.#most = most;
    removeTree(target);
  }

  /** Takes one frame; true at the end of the tree. Throws for what a tree does not have. */
  take({ letter, payload }: Frame): boolean {
    if (letter === "b") {
      if (this.#skips) return false;
      if (this.#file === undefined) throw new Error("content without a file");
      this.#bytes += payload.length;
      if (this.#bytes > this.#most) throw new Error(`a tree of more than ${this.#most} bytes`);
      for (let done = 0; done < payload.length; ) done += writeSync(this.#file, payload, done);
      return false;
    }
    this.close();
    if (letter === "e") {
      // Only now: a folder that nobody may write to is filled first.
      for (const [path, mode] of [...this.#folders].reverse()) chmodSync(bytesOf(path), mode);
      return true;
    }
    if (!"dflo".includes(letter)) throw new Error(`a tree with a frame ${JSON.stringify(letter)}`);
    // Names are bytes, which need not be UTF-8.
    const { text, rest } = takeText(letter === "d" || letter === "f" ? payload.subarray(4) : payload, "latin1");
    this.#skips = ++this.#entries > most.entries || text.length > most.path;
    if (this.#skips) return false;
    const path = this.#place(text, letter === "f" ? "file" : letter === "d" ? "folder" : undefined);
    if (letter === "f") this.#open(path, payload.readUInt32LE() & 0o7777);
    else if (letter === "d") {
      mkdirSync(bytesOf(path));
      this.#folders.set(path, (payload.readUInt32LE() & 0o7777) | 0o700);
    } else {
      // What is special must not look absent: a link that leads nowhere is neither a file nor a folder.
      symlinkSync(letter === "l" ? bytesOf(takeText(rest, "latin1").text) : "(a special file)", bytesOf(path));
    }
    return false;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #open(path: string, mode: number): void {
    this.#file = openSync(bytesOf(path), "wx", 0o600);
    chmodSync(bytesOf(path), mode | 0o600);
  }

  #place(inside: string, kind?: "file" | "folder"): string {
    if (inside === "") {
      // Whoever reads a stream follows its path: a link there would lead out.
      if (kind !== this.#root) throw new Error(`a tree that is no ${this.#root}`);
      return this.#target;
    }
    const path = join(this.#target, checkInside(inside));
    if (!this.#folders.has(dirname(path))) throw new Error(`a tree with a path ${JSON.stringify(inside)} whose folder is not there`);
    return path;
  }
}
