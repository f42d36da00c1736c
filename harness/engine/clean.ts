import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomName } from "../host/digest.ts";
import { storeFolder } from "../host/environment.ts";
import { fileAge } from "../host/files.ts";
import { takeStore } from "../host/in-use.ts";
import { architecture } from "../host/machine.ts";
import { sweepShared, unshared } from "../host/shared.ts";
import { freedBy } from "../host/sizes.ts";
import { removeTree } from "../host/tree.ts";
import type { Catalog } from "../model/catalog.ts";
import { hexOf } from "../model/digest.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Package } from "../model/generated/package.ts";
import type { Cleanable, CleanFindings } from "../model/inspection.ts";
import { pinnedPackages } from "../probe/provision-engine.ts";
import { Provisioner } from "../provision/provision.ts";
import { isBeingWritten } from "../record/journal.ts";
import { readJournal } from "../record/read.ts";
import { findJournal, listRuns, runsFolder } from "../record/runs.ts";

const dayMs = 86_400_000;

/** What is made again when it is needed, by folder of the store. */
const madeAgain = ["artifacts", "prepared", "engine-cache", "candidates", "calls", "passes", "manifests"] as const;

// A folder that is a link belongs to another store.
const isOwn = (folder: string): boolean => existsSync(folder) && !lstatSync(folder).isSymbolicLink();

const namesIn = (folder: string): string[] => (isOwn(folder) ? readdirSync(folder).filter((name) => !name.startsWith(".")) : []);

/** Folders of the store whose folders share files. */
const sharingIn = (store: string): string[] => ["packages", "prepared", "engine-cache"].map((name) => join(store, name)).filter(isOwn);

/** Folders of all packages that manifests name, each release's engine among them, for every architecture that a lane may have. */
const namedFolders = (store: string, { languages, runtimes, keeps }: Catalog): ReadonlySet<string> => {
  const provisioner = new Provisioner({ store, signal: undefined, notify: () => {} });
  const wanted = [...new Set([architecture(), "x86_64", "aarch64"])];
  const of = (packages: Readonly<Record<string, Package>> | undefined, manifest: string): string[] =>
    Object.keys(packages ?? {}).flatMap((id) => wanted.flatMap((own) => provisioner.folderOf(packages ?? {}, id, manifest, own) ?? []));
  return new Set([
    ...[...languages.values(), ...keeps.values()].flatMap(({ manifest, folder }) => of(manifest.package, folder)),
    ...[...runtimes.values()].flatMap(({ manifest, folder, releases }) => [
      ...of(manifest.package, folder),
      ...releases.flatMap((release) => of(pinnedPackages(manifest.package, release), folder)),
    ]),
  ]);
};

/** What a user asks of it. */
export interface CleanOptions {
  /** Age in days from which what is made again, and runs, are old. */
  readonly days: number;
  /** Whether old runs go too. */
  readonly runs: boolean;
  readonly dryRun: boolean;
}

const find = async (root: string, store: string, catalog: Catalog, { days, runs }: CleanOptions): Promise<Cleanable[]> => {
  const isOld = (path: string): boolean => fileAge(path) > days * dayMs;
  const { old = [], kept = [] } = Object.groupBy(listRuns(root), (run) => (isOld(findJournal(root, run)) ? "old" : "kept"));
  const needed = new Set(
    kept
      .flatMap((run) => readJournal(findJournal(root, run), "verdicts").lines)
      .flatMap((line) => (line.kind === "artifact" ? [join(store, "artifacts", hexOf(line.key))] : [])),
  );
  const named = namedFolders(store, catalog);
  const found: Omit<Cleanable, "bytes">[] = [
    ...namesIn(join(store, "packages"))
      .map((name) => join(store, "packages", name))
      .filter((path) => !named.has(path))
      .map((path) => ({ path, why: "unused" as const })),
    ...madeAgain.flatMap((folder) =>
      namesIn(join(store, folder))
        .map((name) => join(store, folder, name))
        .filter((path) => isOld(path) && !needed.has(path))
        .map((path) => ({ path, why: "old" as const })),
    ),
    ...sharingIn(store).flatMap((folder) => unshared(folder).map((path) => ({ path, why: "unshared" as const }))),
    ...(runs ? old.map((run) => ({ path: join(runsFolder(root), run), why: "run" as const })) : []),
  ];
  const sizes = await freedBy(found.map(({ path }) => path));
  return found.map((item, index) => ({ ...item, bytes: sizes[index] as number })).sort((a, b) => b.bytes - a.bytes);
};

// It is gone at once for whoever looks, and then takes its time.
const remove = (path: string, store: string): void => {
  const grave = join(store, "tmp", `clean-${randomName()}`);
  mkdirSync(dirname(grave), { recursive: true });
  try {
    renameSync(path, grave);
    removeTree(grave);
  } catch {
    // Another file system: a run of the project's.
    removeTree(path);
  }
};

const clean = async (root: string, store: string, catalog: Catalog, options: CleanOptions): Promise<CleanFindings> => {
  const items = await find(root, store, catalog, options);
  if (!options.dryRun) {
    for (const { path } of items) remove(path, store);
    for (const folder of sharingIn(store)) sweepShared(folder);
  }
  return { store, removed: !options.dryRun, items, bytes: items.reduce((sum, { bytes }) => sum + bytes, 0) };
};

/**
 * Finds packages of the store that no manifest of the project names any more, old things that no kept run names, and old runs where
 * they are asked for. Removes them unless it is a dry run. Throws a GatehouseError while a run of the project, or a command of any other on this store, is
 * under way; those that begin meanwhile wait.
 */
export const cleanStore = async (root: string, catalog: Catalog, options: CleanOptions): Promise<CleanFindings> => {
  const store = storeFolder(root);
  if (options.dryRun) return clean(root, store, catalog, options);
  const hint = "wait until it has ended, or stop it; --dry-run only tells";
  const busy = listRuns(root).find((run) => isBeingWritten(findJournal(root, run)));
  if (busy !== undefined) throw new GatehouseError("clean/busy", `run ${busy} is under way`, { hint });
  const lock = takeStore(store);
  if (!lock) throw new GatehouseError("clean/busy", `a command that uses ${store} is under way, perhaps of another project`, { hint });
  try {
    return await clean(root, store, catalog, options);
  } finally {
    lock.release();
  }
};
