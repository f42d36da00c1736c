import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Entry, writeEntries } from "../host/bundle.ts";
import type { Program } from "../model/contract.ts";
import type { FileFact } from "../model/generated/journal.ts";
import { baits } from "./scratch.ts";

/** A fresh sandbox of one case: its streams, its temporary folder, its own copy of every directory. */
export interface Sandbox {
  readonly folder: string;
  readonly home: string;
  readonly stdout: string;
  readonly stderr: string;
  /** Where a host script tells how its guest ended. */
  readonly report: string;
  /** Where an engine that has to tell it writes where its guest listens. */
  readonly listening: string;
  readonly directories: readonly string[];
}

export const openSandbox = (scratch: string, name: string, program: Program, workload: string): Sandbox => {
  const folder = join(scratch, name);
  const home = join(folder, "home");
  mkdirSync(home, { recursive: true });
  const directories = program.directories.map(({ fixture }, index) => {
    const path = join(folder, `directory-${index}`);
    if (fixture) cpSync(join(workload, fixture), path, { recursive: true, verbatimSymlinks: true });
    else mkdirSync(path);
    return path;
  });
  if (directories.length > 0) writeEntries(folder, baits);
  const [stdout, stderr, report, listening] = ["stdout", "stderr", "report", "listening"].map((file) => join(folder, file)) as [string, string, string, string];
  return { folder, home, stdout, stderr, report, listening, directories };
};

/** Removes a sandbox; a guest may have taken permissions away from its own files. */
export const closeSandbox = (sandbox: Sandbox): void => rmSync(sandbox.folder, { recursive: true, force: true, maxRetries: 2 });

/** Bytes that are read only where their size does not tell already: a guest may leave a file that no memory holds. */
interface Bytes {
  readonly size: number;
  readonly read: () => Buffer;
}

/** What stands at a path of a tree: text that differs where the thing differs. */
type Tree = Map<string, Bytes | "folder" | `link ${string}` | "other">;

const readTree = (folder: string): Tree => {
  const tree: Tree = new Map();
  const visit = (path: string, name: string): void => {
    for (const child of readdirSync(path)) {
      const full = join(path, child);
      const inside = name === "" ? child : `${name}/${child}`;
      const status = lstatSync(full);
      if (status.isSymbolicLink()) tree.set(inside, `link ${readlinkSync(full)}`);
      else if (status.isDirectory()) {
        tree.set(inside, "folder");
        visit(full, inside);
      } else tree.set(inside, status.isFile() ? { size: status.size, read: () => readFileSync(full) } : "other");
    }
  };
  visit(folder, "");
  return tree;
};

const same = (a: ReturnType<Tree["get"]>, b: ReturnType<Tree["get"]>): boolean =>
  typeof a === "object" && typeof b === "object" ? a.size === b.size && a.read().equals(b.read()) : a === b;

const below = (guest: string): string => (guest === "/" ? "/" : `${guest}/`);

// Where one directory stands below another, a guest reaches a file through the innermost.
const isOwn = (path: string, guest: string, program: Program): boolean =>
  path.startsWith(below(guest)) && !program.directories.some((other) => other.guest.length > guest.length && path.startsWith(below(other.guest)));

// What must be there afterwards: the fixture, changed as the contract says; folders of expected files come with them.
const expectedTree = (fixture: string | undefined, guest: string, files: ReadonlyMap<string, Buffer | "absent">): Tree => {
  const tree: Tree = fixture ? readTree(fixture) : new Map();
  for (const [path, content] of files) {
    const inside = path.slice(below(guest).length);
    if (content === "absent") {
      for (const name of [...tree.keys()]) if (name === inside || name.startsWith(`${inside}/`)) tree.delete(name);
      continue;
    }
    inside.split("/").forEach((_, index, parts) => {
      if (index > 0) tree.set(parts.slice(0, index).join("/"), "folder");
    });
    tree.set(inside, { size: content.length, read: () => content });
  }
  return tree;
};

const expectedTrees = (program: Program, workload: string, files: ReadonlyMap<string, Buffer | "absent">): Tree[] =>
  program.directories.map(({ guest, fixture }) => {
    const own = new Map([...files].filter(([path]) => isOwn(path, guest, program)));
    return expectedTree(fixture && join(workload, fixture), guest, own);
  });

/** What each directory of a program must hold afterwards, in the contract's order, as entries below `under`-INDEX. */
export const expectedDirectories = (program: Program, workload: string, files: ReadonlyMap<string, Buffer | "absent">, under: string): Entry[] =>
  expectedTrees(program, workload, files).flatMap((tree, index): Entry[] => [
    { kind: "folder", path: `${under}-${index}` },
    ...[...tree].flatMap(([name, thing]): Entry[] => {
      const path = `${under}-${index}/${name}`;
      if (typeof thing === "object") return [{ kind: "file", path, bytes: thing.read() }];
      if (thing === "folder") return [{ kind: "folder", path }];
      return thing.startsWith("link ") ? [{ kind: "link", path, to: thing.slice("link ".length) }] : [];
    }),
  ]);

/** Compares whole directories with what the contract says: each path that is absent, unexpected or different. */
export const compareFiles = (sandbox: Sandbox, program: Program, workload: string, files: ReadonlyMap<string, Buffer | "absent">): FileFact[] => {
  const trees = expectedTrees(program, workload, files);
  return program.directories.flatMap(({ guest }, index) => {
    const expected = trees[index] as Tree;
    const actual = readTree(sandbox.directories[index] as string);
    return [...new Set([...expected.keys(), ...actual.keys()])].sort().flatMap((path): FileFact[] => {
      const [wanted, found] = [expected.get(path), actual.get(path)];
      if (same(wanted, found)) return [];
      return [{ path: below(guest) + path, found: found === undefined ? "absent" : wanted === undefined ? "unexpected" : "different" }];
    });
  });
};
