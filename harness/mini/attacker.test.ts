import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { digest } from "../host/digest.ts";
import { architecture } from "../host/machine.ts";
import { gatehouse, readOutcomes } from "./cli.ts";
import { ownPackages } from "./own-packages.ts";
import { golden, laneOf } from "./traits.ts";
import { makeTree, openStore, removeStore } from "./tree.ts";

const lane = (trait: "honest" | "attacks"): string => laneOf(trait, architecture());

/** Each file, link and folder below one, by its path, with what it holds. */
const contentsOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry): [string, string][] => {
      const path = join(entry.parentPath, entry.name);
      if (relative(folder, path).startsWith("tmp")) return [];
      const held = entry.isFile() ? digest(readFileSync(path)) : entry.isSymbolicLink() ? readlinkSync(path) : "";
      return [[path, `${held} ${lstatSync(path).mode}`]];
    }),
  );

test.skipIf(process.platform !== "linux").each(["namespaces", "landlock"])(
  "an engine that is wholly an attacker's changes nothing of store, journal, sources and home, and reads none of their secrets: %s",
  async (launcher) => {
    // Nothing in it is shared: what is there is read byte by byte, and others may change theirs meanwhile.
    const store = openStore([]);
    const own = makeTree(["attacks", "honest"], store);
    await ownPackages(own);
    const home = own.at("home");
    mkdirSync(home);
    writeFileSync(join(home, ".netrc"), "secret\n");
    const env = { GATEHOUSE_LAUNCHER: launcher, HOME: home, GITHUB_TOKEN: "secret" };
    // One of each kind that the store holds, by names that the engine knows.
    for (const part of ["prepared", "candidates", "engine-cache", "manifests", "memo"]) {
      mkdirSync(join(store, part, "bait"), { recursive: true });
      writeFileSync(join(store, part, "bait", "file"), "as it was\n");
    }
    const marks = (): ReadonlyMap<string, string> => new Map([...contentsOf(own.root), ...contentsOf(store)]);
    const run = async (trait: "honest" | "attacks"): Promise<string> => {
      const { stdout, stderr } = await gatehouse(own, ["run", "--json", `runtime=fake-${trait}`], env);
      const { journal } = JSON.parse(stdout || JSON.stringify({ stderr }));
      expect(readOutcomes(journal)).toEqual({ [lane(trait)]: golden[trait] });
      return journal;
    };
    try {
      const first = await run("honest");
      const before = marks();
      const journal = await run("attacks");
      const after = marks();
      expect([...before].filter(([path, mark]) => after.get(path) !== mark)).toEqual([]);
      // Its run, what the harness notes of it, and a compile cache that no other lane reads.
      const folder = dirname(journal);
      const added = [...after.keys()].filter((path) => !before.has(path) && !path.startsWith(folder)).map((path) => relative(store, path));
      expect(added.filter((path) => !/^(memo\/|engine-cache\/|packages\/)/.test(path))).toEqual([]);
      const lanes = new Set(added.flatMap((path) => (/^engine-cache\/[^.]/.test(path) ? [path.split("/")[1]] : [])));
      expect(lanes.size).toBe(1);
      for (const file of contentsOf(folder).keys()) expect(lstatSync(file).isFile() ? readFileSync(file, "utf8") : "").not.toContain("secret");
      // What it left is nothing to the others, now and later; a journal that it had touched could not be read.
      await run("honest");
      expect(readOutcomes(first)).toEqual({ [lane("honest")]: golden.honest });
    } finally {
      own.remove();
      removeStore(store);
    }
  },
  240_000,
);
