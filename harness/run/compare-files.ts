import { join } from "node:path";
import type { Entry } from "../host/bundle.ts";
import { digest } from "../host/digest.ts";
import { pathText, readTree, type Thing, type Tree, treePath } from "../host/tree.ts";
import type { Program } from "../model/contract.ts";
import type { FileFact, Observation, TreeFact } from "../model/generated/journal.ts";
import { printable, shorten } from "../model/text.ts";
import type { Expected } from "./expected.ts";
import type { Sandbox } from "./sandbox.ts";

const same = (a: Thing | undefined, b: Thing | undefined): boolean =>
  typeof a === "object" && typeof b === "object" ? a.size === b.size && a.read().equals(b.read()) : a === b;

const thingOf = (bytes: Buffer): Thing => ({ size: bytes.length, read: () => bytes });

// Of several right answers, the one that stands there, else the first.
const chosen = (answers: readonly Buffer[], found: Thing | undefined): Thing => {
  const things = answers.map(thingOf);
  return things.find((thing) => same(thing, found)) ?? (things[0] as Thing);
};

const below = (guest: string): string => (guest === "/" ? "/" : `${guest}/`);

// Where one directory stands below another, a guest reaches a file through the innermost.
const isOwn = (path: string, guest: string, program: Program): boolean =>
  path.startsWith(below(guest)) && !program.directories.some((other) => other.guest.length > guest.length && path.startsWith(below(other.guest)));

// What must be there afterwards: the fixture, changed as the contract says; folders of expected files come with them. `found` is what is there.
const expectedTree = (fixture: string | undefined, guest: string, files: Expected["files"], found: Tree["things"]): Tree["things"] => {
  const tree: Tree["things"] = fixture ? readTree(fixture).things : new Map();
  for (const [path, content] of files) {
    const inside = treePath(path.slice(below(guest).length));
    if (content === "absent") {
      for (const name of [...tree.keys()]) if (name === inside || name.startsWith(`${inside}/`)) tree.delete(name);
      continue;
    }
    inside.split("/").forEach((_, index, parts) => {
      if (index > 0) tree.set(parts.slice(0, index).join("/"), "folder");
    });
    if (typeof content === "string") tree.set(inside, content);
    else tree.set(inside, Buffer.isBuffer(content) ? thingOf(content) : chosen(content as readonly Buffer[], found.get(inside)));
  }
  return tree;
};

const expectedTrees = (program: Program, workload: string, files: Expected["files"], found: readonly Tree[] = []): Tree["things"][] =>
  program.directories.map(({ guest, fixture }, index) => {
    const own = new Map([...files].filter(([path]) => isOwn(path, guest, program)));
    return expectedTree(fixture && join(workload, fixture), guest, own, found[index]?.things ?? new Map());
  });

/** What each directory of a program must hold afterwards, in the contract's order, as entries below `under`-INDEX. */
export const expectedDirectories = (program: Program, workload: string, files: Expected["files"], under: string): Entry[] =>
  expectedTrees(program, workload, files).flatMap((tree, index): Entry[] => [
    { kind: "folder", path: `${under}-${index}` },
    ...[...tree].flatMap(([name, thing]): Entry[] => {
      const path = `${under}-${index}/${pathText(name)}`;
      if (typeof thing === "object") return [{ kind: "file", path, bytes: thing.read() }];
      if (thing === "folder") return [{ kind: "folder", path }];
      return thing.startsWith("link ") ? [{ kind: "link", path, to: pathText(thing.slice("link ".length)) }] : [];
    }),
  ]);

/** How many files that differ a row tells of; what a stranger leaves must not fill a journal. */
const mostTold = 100;
const longestPath = 300;

/** A path that differs, as bytes in Latin-1. */
interface Difference {
  readonly path: string;
  readonly found: FileFact["found"];
}

const differencesOf = (guest: string, expected: Tree["things"], { things: actual, cut }: Tree): Difference[] => {
  const prefix = treePath(below(guest));
  const different = [...new Set([...expected.keys(), ...actual.keys()])].sort().flatMap((path): Difference[] => {
    const [wanted, found] = [expected.get(path), actual.get(path)];
    // What was not reached is not absent.
    if (same(wanted, found) || (found === undefined && cut !== undefined)) return [];
    return [{ path: prefix + path, found: found === undefined ? "absent" : wanted === undefined ? "unexpected" : "different" }];
  });
  return cut === undefined ? different : [{ path: treePath(guest), found: "different" }, ...different];
};

const sayPath = (path: string): string => printable(shorten(pathText(path), longestPath));

/**
 * Compares whole directories with what the contract says: each path that is absent, unexpected or different, up to 100. `tree` counts all,
 * with a digest, where there are more, or where a directory is too large to be read whole; then it differs.
 */
export const compareFiles = (
  sandbox: Pick<Sandbox, "directories">,
  program: Program,
  workload: string,
  files: Expected["files"],
): Pick<Observation, "files" | "tree"> => {
  const trees = sandbox.directories.map((path, index): Tree => (program.directories[index]?.free ? { things: new Map(), cut: undefined } : readTree(path)));
  const expected = expectedTrees(program, workload, files, trees);
  const different = program.directories.flatMap(({ guest, free }, index) =>
    free ? [] : differencesOf(guest, expected[index] as Tree["things"], trees[index] as Tree),
  );
  const told = different.slice(0, mostTold).map(({ path, found }): FileFact => ({ path: sayPath(path), found }));
  const cut = trees.find((tree) => tree.cut !== undefined)?.cut;
  if (cut === undefined && different.length <= mostTold) return { files: told };
  const tree: TreeFact = {
    entries: trees.reduce((sum, { things }) => sum + things.size, 0),
    differ: different.length,
    digest: digest(different.map(({ path, found }) => `${found} ${path}\0`).join("")),
    ...(cut === undefined ? {} : { cut }),
  };
  return { files: told, tree };
};
