import { existsSync, readdirSync, realpathSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { baseFolder } from "../host/base.ts";
import { laidFolders } from "../host/environment.ts";
import { home, isWhole, projectFile, shownPath } from "../host/home.ts";
import { GatehouseError } from "../model/errors.ts";
import type { ProjectFile } from "../model/generated/project.ts";
import { readToml } from "./read-manifest.ts";

/** What a catalog has by id, as its folders are called. */
const shelfNames = ["languages", "workloads", "runtimes", "keeps", "targets", "modules"] as const;
type ShelfName = (typeof shelfNames)[number];

/** One thing that a source has: its folder, or the file of a target. */
export interface Item {
  readonly shelf: ShelfName;
  readonly id: string;
  readonly path: string;
}

/** A folder that the catalog is read from. */
export interface Source {
  readonly folder: string;
  readonly items: readonly Item[];
  /** SHELF/ID, and workloads/ID/LANGUAGE for ports: what stands in the place of something below. */
  readonly replaces: readonly string[];
  readonly expectations: readonly string[];
  readonly policy: string | undefined;
  readonly differences: string | undefined;
}

/** Names of the folders in a folder, in order; none where it is not there. */
export const foldersIn = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => !entry.name.startsWith(".") && entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];

const tomlsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".toml") && !name.startsWith("."))
        .sort()
        .map((name) => join(folder, name))
    : [];

const manifests = { "language.toml": "languages", "workload.toml": "workloads", "runtime.toml": "runtimes", "keep.toml": "keeps" } as const;

// A checkout has runtimes and Keeps inside of the harness, and what is written of runs below results.
const places: Readonly<Record<ShelfName | "expectations" | "policy.toml" | "differences.toml", readonly string[]>> = {
  languages: ["languages"],
  workloads: ["workloads"],
  runtimes: ["harness/runtimes", "runtimes"],
  keeps: ["harness/keeps", "keeps"],
  targets: ["targets"],
  modules: ["modules"],
  expectations: ["results/expectations", "expectations"],
  "policy.toml": ["results/policy.toml", "policy.toml"],
  "differences.toml": ["results/differences.toml", "differences.toml"],
};

/** Where a source has something, or would have it: the first of its places that is there. */
export const placeIn = (folder: string, what: keyof typeof places): string => {
  const all = places[what].map((place) => join(folder, place));
  return all.find((path) => existsSync(path)) ?? (all.at(existsSync(join(folder, "harness")) ? 0 : -1) as string);
};

const layout = (folder: string, replaces: readonly string[]): Source => {
  const targets = tomlsIn(placeIn(folder, "targets")).map((path): Item => ({ shelf: "targets", id: basename(path, ".toml"), path }));
  const items = shelfNames
    .filter((shelf) => shelf !== "targets")
    .flatMap((shelf) => foldersIn(placeIn(folder, shelf)).map((name): Item => ({ shelf, id: name, path: join(placeIn(folder, shelf), name) })));
  const file = (what: "policy.toml" | "differences.toml"): string | undefined => {
    const path = placeIn(folder, what);
    return existsSync(path) ? path : undefined;
  };
  return {
    folder,
    items: [...items, ...targets],
    replaces,
    expectations: tomlsIn(placeIn(folder, "expectations")),
    policy: file("policy.toml"),
    differences: file("differences.toml"),
  };
};

const itemAt = (path: string): Item | undefined => {
  const [found] = Object.entries(manifests).filter(([file]) => existsSync(join(path, file)));
  return found && { shelf: found[1], id: basename(path), path };
};

// A folder of workloads may also hold folders with ports alone.
const itemsIn = (folder: string, workloads: ReadonlySet<string>): Item[] => {
  const names = foldersIn(folder);
  const found = names.map((name) => itemAt(join(folder, name)));
  const shelves = new Set(found.flatMap((item) => item?.shelf ?? []));
  if (shelves.size > 1 || (shelves.size === 1 && !shelves.has("workloads"))) return found.flatMap((item) => item ?? []);
  return shelves.size === 0 && !names.some((name) => workloads.has(name))
    ? []
    : names.map((name) => ({ shelf: "workloads", id: name, path: join(folder, name) }));
};

const isLayout = (folder: string): boolean => Object.keys(places).some((what) => existsSync(placeIn(folder, what as keyof typeof places)));

const readSource = (folder: string, replaces: readonly string[], named: boolean, workloads: ReadonlySet<string>): Source => {
  const single = itemAt(folder);
  const items = single ? [single] : isLayout(folder) ? [] : itemsIn(folder, workloads);
  if (items.length > 0) return { folder, items, replaces, expectations: [], policy: undefined, differences: undefined };
  if (named && !isLayout(folder))
    throw new GatehouseError("project/nothing", `${folder} has nothing that could lie over the catalog`, {
      hint: `name a language, a workload, a runtime or a Keep, a folder of such, or one that has any of: ${Object.values(places).flat().join(", ")}`,
    });
  return layout(folder, replaces);
};

const readProject = async (folder: string, root: string): Promise<ProjectFile> =>
  existsSync(join(folder, projectFile)) ? (await readToml<ProjectFile>("project", join(folder, projectFile), root)).value : {};

// What a folder stands for: those that its own gatehouse.toml names, or itself.
const expand = async (folder: string, root: string, named: boolean, workloads: ReadonlySet<string>): Promise<Source[]> => {
  if (!existsSync(folder))
    throw new GatehouseError("project/no-folder", `there is no folder ${shownPath(root, folder)}`, { hint: "it is laid over the catalog" });
  const { with: folders, replaces = [] } = await readProject(folder, root);
  if (folders === undefined) return [readSource(folder, replaces, named, workloads)];
  return folders.map((each) => {
    const path = resolve(folder, each);
    if (existsSync(path)) return readSource(path, replaces, path !== folder, workloads);
    throw new GatehouseError("project/no-folder", `there is no folder ${each}`, {
      hint: "mend the path, or make the folder",
      place: { file: shownPath(root, join(folder, projectFile)), path: "/with" },
    });
  });
};

/**
 * The folders that a project's catalog is read from, the lowest first: the project itself where it is a whole catalog, else the one that
 * comes with Gatehouse, and those that gatehouse.toml and the command lay over it.
 */
export const readSources = async (root: string): Promise<readonly Source[]> => {
  const whole = isWhole(root) && root !== home;
  const base = layout(whole ? root : root === home ? home : await baseFolder(root), []);
  const workloads = new Set(base.items.flatMap(({ shelf, id }) => (shelf === "workloads" ? [id] : [])));
  const own = existsSync(join(root, projectFile)) ? await expand(root, root, false, workloads) : [];
  const laid = await Promise.all(laidFolders().map((folder) => expand(folder, root, true, workloads)));
  const seen = new Set([realpathSync(base.folder)]);
  const isNew = ({ folder }: Source): boolean => {
    const real = realpathSync(folder);
    return !seen.has(real) && seen.add(real) !== undefined;
  };
  return [base, ...[...own, ...laid.flat()].filter(isNew)];
};
