import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { inspectArtifact } from "../build/artifact.ts";
import { loadCatalog } from "../catalog/load.ts";
import { contentBytes } from "../host/content.ts";
import { inspectInstalled } from "../host/installed.ts";
import { architecture } from "../host/machine.ts";
import { GatehouseError } from "../model/errors.ts";
import { isComplete } from "../model/journal.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { provisionEngine } from "../probe/provision-engine.ts";
import { readPublished } from "../record/published.ts";
import { readJournal } from "../record/read.ts";
import { gatehouse, journals, type Said } from "./cli.ts";
import { allOf, copyPackages, provisionerOf, toolchainOf } from "./own-packages.ts";
import { makeTree, openStore, removeStore, type Tree } from "./tree.ts";

const project = join(import.meta.dirname, "../..");

/** What a verdict rests on. */
export const kinds = ["engine", "toolchain", "artifact", "journal", "record"] as const;
type Kind = (typeof kinds)[number];

/** Files of one kind, and who has to notice that one of them was changed. */
interface Target {
  readonly files: readonly string[];
  /** By the product's own check. */
  readonly isNoticed: (file: string) => Promise<boolean>;
  /** By the real command line, which has to say so before it gives a verdict. */
  readonly isTold: (file: string) => Promise<Said>;
  readonly says: RegExp;
  /** 0 or 1: what was changed is made again, and the run is what it was. */
  readonly code: 2 | 3 | "as before";
}

/** A project with a store of its own, of which every byte may be flipped. */
export interface Flippable {
  readonly targets: Readonly<Record<Kind, Target>>;
  readonly remove: () => void;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size > 0)
    .sort();

const throws = (read: () => boolean): boolean => {
  try {
    return read();
  } catch (error) {
    if (error instanceof GatehouseError) return true;
    throw error;
  }
};

// wazero is one small program: it is flipped where the project's store has it, and nothing is fetched for it.
const engineOf = async (tree: Tree, packages: string): Promise<Provisioned[]> => {
  if (!readdirSync(packages).some((name) => existsSync(join(packages, name, "wazero")))) return [];
  cpSync(join(project, "harness/runtimes/wazero"), tree.at("harness/runtimes/wazero"), { recursive: true });
  const placed = (await loadCatalog(tree.root)).runtimes.get("wazero");
  const release = placed?.releases.find(({ current }) => current);
  if (!placed || !release) throw new Error("wazero has no current release");
  return allOf(await provisionEngine({ store: tree.store, provisioner: provisionerOf(tree) }, placed, release, architecture()));
};

/** Lays out such a project and runs it once: with wazero where the project's store has it, besides a fake engine. */
export const makeFlippable = async (): Promise<Flippable> => {
  const shared = openStore();
  const tree = makeTree(["honest"], shared);
  const [tools] = (await toolchainOf(tree)) as [Provisioned];
  const packages = realpathSync(dirname(tools.folder));
  const engines = await engineOf(tree, packages);
  const store = mkdtempSync(join(tree.root, "store-"));
  copyPackages([tools, ...engines], store);
  removeStore(shared);
  cpSync(join(project, "results/releases"), tree.at("results/releases"), { recursive: true });
  const own: Tree = { ...tree, store };
  const run = (...words: string[]): Promise<Said> => gatehouse(own, ["run", ...words]);
  const first = await run();
  if (first.code !== 0) throw new Error(`the run before any flip ends with ${first.code}: ${first.stderr}`);
  const [journal = ""] = journals(own);
  const installed = (name: string): string[] =>
    readdirSync(join(store, "packages"))
      .filter((each) => each.startsWith(name))
      .map((each) => join(store, "packages", each));
  const folderOf = (file: string): string => join(store, "packages", file.slice(join(store, "packages").length + 1).split("/")[0] as string);
  const isInstalledNoticed = async (file: string): Promise<boolean> => {
    try {
      return (await inspectInstalled(folderOf(file), "marks")) !== undefined;
    } catch (error) {
      return error instanceof GatehouseError;
    }
  };
  // A toolchain is needed only where no artifact is there.
  const anew = async (): Promise<Said> => {
    const [artifacts, aside] = [join(store, "artifacts"), join(store, "aside")];
    renameSync(artifacts, aside);
    const said = await run();
    rmSync(artifacts, { recursive: true, force: true });
    renameSync(aside, artifacts);
    return said;
  };
  const changed = /is not what was installed/;
  const toolchain: Target = { files: installed("tools-").flatMap(filesBelow), isNoticed: isInstalledNoticed, isTold: anew, says: changed, code: 3 };
  return {
    targets: {
      toolchain,
      // Without an engine in the store there is none to flip: the packages of npm that engines come from are those of the toolchain.
      engine: engines.length === 0 ? toolchain : { ...toolchain, files: installed("engine-").flatMap(filesBelow), isTold: () => run() },
      artifact: {
        files: filesBelow(join(store, "artifacts")),
        isNoticed: async (file) => "differs" in inspectArtifact(dirname(file)),
        isTold: () => run(),
        says: /to be built again: /,
        code: "as before",
      },
      journal: {
        files: [journal],
        isNoticed: async (file) => throws(() => !isComplete(readJournal(file).lines)),
        isTold: (file) => gatehouse(own, ["judge", file]),
        says: /journal/,
        code: 2,
      },
      record: {
        files: filesBelow(tree.at("results/releases")),
        isNoticed: async (file) => throws(() => !readPublished(file)),
        isTold: () => gatehouse(own, ["capabilities"]),
        says: /results\/releases/,
        code: 2,
      },
    },
    remove: tree.remove,
  };
};

/** One byte of a file, changed in place, with the time of the last change put back. */
export interface Flip {
  readonly kind: Kind;
  readonly file: string;
  readonly at: number;
  readonly bits: number;
}

const apply = ({ file, at, bits }: Flip): void => {
  const { atime, mtime } = statSync(file);
  const open = openSync(file, "r+");
  try {
    const byte = Buffer.alloc(1);
    readSync(open, byte, 0, 1, at);
    writeSync(open, Buffer.of((byte[0] as number) ^ bits), 0, 1, at);
  } finally {
    closeSync(open);
  }
  utimesSync(file, atime, mtime);
};

/** So many flips, spread evenly over the kinds: of half, every file has the same chance; of the other half, every byte. The same seed gives the same ones. */
export const drawFlips = ({ targets }: Flippable, count: number, seed: number): Flip[] => {
  const random = contentBytes({ random: count * 16, seed }, "/");
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] as Kind;
    const number = (word: number, below: number): number => Math.floor((random.readUInt32LE(index * 16 + word * 4) / 2 ** 32) * below);
    const { files } = targets[kind];
    const sizes = files.map((file) => statSync(file).size);
    const whole = sizes.reduce((sum, size) => sum + size, 0);
    let [place, left] = [number(0, files.length), number(1, whole)];
    if (Math.floor(index / kinds.length) % 2 === 1) {
      place = 0;
      while (left >= (sizes[place] as number)) left -= sizes[place++] as number;
    }
    return { kind, file: files[place] as string, at: number(2, sizes[place] as number), bits: 1 + number(3, 255) };
  });
};

/** Flips one byte, asks who has to notice it, and puts it back; why it was not noticed, or undefined. `by`: a check, or the whole command line. */
export const tryFlip = async ({ targets }: Flippable, flip: Flip, by: "check" | "command"): Promise<string | undefined> => {
  const { isNoticed, isTold, says, code } = targets[flip.kind];
  const what = `byte ${flip.at} of ${flip.file} (${flip.kind}, ^${flip.bits})`;
  apply(flip);
  try {
    if (by === "check") return (await isNoticed(flip.file)) ? undefined : `${what}: not noticed`;
    const said = await isTold(flip.file);
    const fits = says.test(said.stderr) && (code === "as before" ? said.code === 0 : said.code === code);
    return fits ? undefined : `${what}: exit code ${said.code}, and it says: ${said.stderr.slice(-500)}`;
  } finally {
    // What was made again needs no byte put back.
    if (by === "check" || code !== "as before") apply(flip);
  }
};

/** Whether what was flipped and put back counts as unchanged again. */
export const isQuiet = async ({ targets }: Flippable, { kind, file }: Flip): Promise<boolean> => !(await targets[kind].isNoticed(file));
