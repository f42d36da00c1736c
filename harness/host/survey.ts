import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as letOthersWork } from "node:timers/promises";

/** One thing below a folder: `of` is a file's digest, a link's target, nothing of a folder. */
export type Line = readonly [path: string, kind: Kind, mode: number, size: number, of: string];
type Kind = "file" | "folder" | "link" | "other";

/** One thing as the file system lists it, unread. */
interface Seen {
  readonly path: string;
  readonly kind: Kind;
  readonly mode: number;
  readonly size: number;
  /** What changes whenever somebody writes to it: modified, changed, inode. Empty of a folder, whose contents are things of their own. */
  readonly stamp: string;
}

/** What stands below a folder at one moment. */
export interface Survey {
  readonly seen: readonly Seen[];
  /** When the newest of the files last changed, in milliseconds since 1970. */
  readonly newestMs: number;
}

const kindOf = (status: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): Kind => {
  if (status.isFile()) return "file";
  if (status.isDirectory()) return "folder";
  return status.isSymbolicLink() ? "link" : "other";
};

/** Lists all that stands below a folder, without what `skip` names at its top. Nothing is read, and no link is followed. */
export const survey = (folder: string, skip: string): Survey => {
  const seen: Seen[] = [];
  let newest = 0n;
  const visit = (parent: string): void => {
    for (const name of readdirSync(join(folder, parent)).sort()) {
      const path = parent === "" ? name : `${parent}/${name}`;
      if (path === skip) continue;
      const status = lstatSync(join(folder, path), { bigint: true });
      const kind = kindOf(status);
      const own = { path, kind, mode: Number(status.mode & 0o7777n) };
      if (kind === "folder") {
        seen.push({ ...own, size: 0, stamp: "" });
        visit(path);
        continue;
      }
      if (status.ctimeNs > newest) newest = status.ctimeNs;
      seen.push({ ...own, size: Number(status.size), stamp: `${status.mtimeNs} ${status.ctimeNs} ${status.ino}` });
    }
  };
  visit("");
  return { seen, newestMs: Number(newest / 1_000_000n) };
};

/** Digest of a survey: the same only while nobody has written to, added or taken away a file. */
export const markOf = ({ seen }: Survey): string => {
  const sum = createHash("sha256");
  for (const { path, kind, mode, size, stamp } of seen) sum.update(`${JSON.stringify(path)} ${kind} ${mode} ${size} ${stamp}\n`);
  return sum.digest("hex");
};

const chunk = 1 << 20;

/** How much is read before others get their turn, in bytes. */
const turn = 8 << 20;

/** Digest of a file's bytes, read chunk by chunk. */
export const hashFile = (path: string, buffer: Buffer = Buffer.allocUnsafe(chunk)): string => {
  const sum = createHash("sha256");
  const file = openSync(path, "r");
  try {
    for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer)) sum.update(buffer.subarray(0, count));
  } finally {
    closeSync(file);
  }
  return `sha256:${sum.digest("hex")}`;
};

/** Reads all that a survey lists; `tell` hears of the bytes that were read. */
export const readAll = async (folder: string, { seen }: Survey, tell: (bytes: number) => void = () => {}): Promise<Line[]> => {
  const buffer = Buffer.allocUnsafe(chunk);
  const lines: Line[] = [];
  let since = 0;
  for (const { path, kind, mode, size } of seen) {
    const full = join(folder, path);
    lines.push([path, kind, mode, size, kind === "file" ? hashFile(full, buffer) : kind === "link" ? readlinkSync(full) : ""]);
    tell(size);
    since += size;
    if (since < turn) continue;
    since = 0;
    await letOthersWork();
  }
  return lines;
};

/** What is there is not what was there. */
export interface Difference {
  /** Below the folder; empty: the folder itself. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

const describe = (line: Line | undefined): string => {
  if (!line) return "nothing";
  const [, kind, mode, size, of] = line;
  const rights = `mode ${mode.toString(8)}`;
  return kind === "file" ? `${size} bytes, ${rights}, ${of}` : kind === "link" ? `a link to ${of}` : `a ${kind}, ${rights}`;
};

/** The first thing in which two listings differ, in the order of the paths. */
export const firstDifference = (expected: readonly Line[], found: readonly Line[]): Difference | undefined => {
  const [before, now] = [new Map(expected.map((line) => [line[0], line])), new Map(found.map((line) => [line[0], line]))];
  for (const path of [...new Set([...before.keys(), ...now.keys()])].sort()) {
    const [was, is] = [describe(before.get(path)), describe(now.get(path))];
    if (was !== is) return { path, expected: was, found: is };
  }
  return undefined;
};
