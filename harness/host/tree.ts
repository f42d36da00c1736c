import { chmodSync, lstatSync, opendirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Bytes that are read only where their size does not tell already: a guest may leave a file that no memory holds. */
interface Bytes {
  readonly size: number;
  readonly read: () => Buffer;
}

/** What stands at a path of a tree: text that differs where the thing differs. Of a special file nothing is read. */
export type Thing = Bytes | "folder" | `link ${string}` | "special";

/** Why a tree was not read to its end. */
type Cut = "entries" | "names" | "depth";

/** A tree by paths from its root; each is bytes as Latin-1, for a name need not be UTF-8. */
export interface Tree {
  readonly things: Map<string, Thing>;
  readonly cut: Cut | undefined;
}

/** Limits of a tree that is looked at: a directory of a case has a handful of entries. */
export const treeLimits = {
  entries: 50_000,
  /** Bytes of all paths. */
  names: 16 * 2 ** 20,
  /** Bytes of a path: the system takes 4096, the root's included. */
  path: 3000,
  levels: 100,
} as const;

/** A path of text as a tree has it. */
export const treePath = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** A path of a tree as text; bytes that are no UTF-8 show as `\xNN`. */
export const pathText = (path: string): string => {
  const bytes = Buffer.from(path, "latin1");
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) ? text : path.replace(/[^\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
};

const slash = Buffer.from("/");
const at = (folder: Buffer, name: Buffer): Buffer => Buffer.concat([folder, slash, name]);

const namesIn = function* (folder: Buffer): Generator<Buffer> {
  // Nobody may read it: its owner did so.
  if ((lstatSync(folder).mode & 0o700) !== 0o700) chmodSync(folder, 0o700);
  const open = opendirSync(folder as unknown as string, { encoding: "buffer" as BufferEncoding });
  try {
    for (let entry = open.readSync(); entry; entry = open.readSync()) yield entry.name as unknown as Buffer;
  } finally {
    open.closeSync();
  }
};

const thingAt = (full: Buffer): Thing => {
  const status = lstatSync(full);
  if (status.isSymbolicLink()) return `link ${readlinkSync(full, "latin1")}`;
  if (status.isDirectory()) return "folder";
  return status.isFile() ? { size: status.size, read: () => readFileSync(full) } : "special";
};

const levelsOf = (path: string): number => path.split("/").length;

/** Reads a tree that a stranger made, up to `treeLimits`; links are not followed, and files are not read yet. */
export const readTree = (folder: string): Tree => {
  const things: Tree["things"] = new Map();
  const root = Buffer.from(folder);
  const left = [""];
  let [names, cut]: [number, Cut | undefined] = [0, undefined];
  for (let inside = left.pop(); inside !== undefined; inside = left.pop()) {
    const own = inside === "" ? root : at(root, Buffer.from(inside, "latin1"));
    if (inside.length > treeLimits.path || levelsOf(inside) > treeLimits.levels) {
      cut = "depth";
      continue;
    }
    for (const name of namesIn(own)) {
      const path = inside === "" ? name.toString("latin1") : `${inside}/${name.toString("latin1")}`;
      names += path.length;
      if (things.size >= treeLimits.entries) return { things, cut: "entries" };
      if (names > treeLimits.names) return { things, cut: "names" };
      const thing = thingAt(at(own, name));
      things.set(path, thing);
      if (thing === "folder") left.push(path);
    }
  }
  return { things, cut };
};

// Whoever owns a folder may take its own right to empty it away.
const openUp = (folder: string): void => {
  for (const [path, thing] of readTree(folder).things) if (thing === "folder") chmodSync(Buffer.from(join(folder, path), "latin1"), 0o700);
};

/** Removes a tree that a stranger made, at any depth, also where permissions were taken away. */
export const removeTree = (folder: string): void => {
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 2 });
  try {
    remove();
  } catch {
    openUp(folder);
    remove();
  }
};
