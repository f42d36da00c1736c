import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isWhole, shownPath } from "../host/home.ts";
import type { NamedIds } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import { foldersIn, type Item, readSources, type Source } from "./sources.ts";

/** A workload's folder, and those of its ports, which may stand in other sources. */
export interface WorkloadPlace {
  readonly folder: string;
  /** By name, `rust` or `rust.wasip2`: the port's folder. */
  readonly ports: ReadonlyMap<string, string>;
}

/** All sources of a catalog as one: by id where each thing stands. */
export interface Shelves {
  /** What is the project's: all that does not come with Gatehouse. */
  readonly own: readonly Source[];
  readonly languages: ReadonlyMap<string, string>;
  readonly workloads: ReadonlyMap<string, WorkloadPlace>;
  readonly runtimes: ReadonlyMap<string, string>;
  readonly keeps: ReadonlyMap<string, string>;
  /** The file of each. */
  readonly targets: ReadonlyMap<string, string>;
  /** Modules that belong to every language: the folder, which is there itself or for some targets. */
  readonly modules: ReadonlyMap<string, string>;
  /** Files of known failures, those of the lowest source first; `whole`: each of their patterns must fit something. */
  readonly expectations: readonly { readonly file: string; readonly whole: boolean }[];
  readonly policy: string | undefined;
  /** Files of known differences between engines, that of the lowest source first. */
  readonly differences: readonly string[];
}

const notPorts = new Set(["expected", "fixtures"]);
const languageOf = (port: string): string => port.split(".")[0] as string;

/** Lays sources over one another, and refuses what is there twice. */
class Laying {
  readonly languages = new Map<string, string>();
  readonly workloads = new Map<string, { folder: string; ports: Map<string, string> }>();
  readonly runtimes = new Map<string, string>();
  readonly keeps = new Map<string, string>();
  readonly targets = new Map<string, string>();
  readonly modules = new Map<string, string>();
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  lay(source: Source): void {
    const unused = new Set(source.replaces);
    const replaces = (what: string): boolean => source.replaces.includes(what) && (unused.delete(what) || true);
    const modules = new Map<string, string>();
    for (const item of source.items) {
      if (item.shelf === "workloads") this.#layWorkload(item, replaces);
      else if (item.shelf === "modules") modules.set(languageOf(item.id), join(dirname(item.path), languageOf(item.id)));
      else this.#set(this[item.shelf], `${item.shelf}/${item.id}`, item.path, replaces);
    }
    for (const [name, path] of modules) this.#set(this.modules, `modules/${name}`, path, replaces);
    const [stale] = unused;
    if (stale !== undefined)
      throw new GatehouseError("project/replaces-nothing", `${stale} replaces nothing`, {
        hint: `remove it from "replaces", or mend it: it must be in ${shownPath(this.#root, source.folder)}, and in the catalog below`,
      });
  }

  #refuse(what: string, path: string, below: string): never {
    throw new GatehouseError("project/twice", `${what} is there already, at ${shownPath(this.#root, below)}`, {
      hint: `choose another name; or to stand in its place: replaces = ["${what}"] in gatehouse.toml`,
      place: { file: shownPath(this.#root, path) },
    });
  }

  #set(shelf: Map<string, string>, what: string, path: string, replaces: (what: string) => boolean): void {
    const below = shelf.get(basename(what));
    if (below !== undefined && !replaces(what)) this.#refuse(what, path, below);
    shelf.set(basename(what), path);
  }

  #layWorkload({ id, path }: Item, replaces: (what: string) => boolean): void {
    const what = `workloads/${id}`;
    const below = this.workloads.get(id);
    const names = foldersIn(path).filter((name) => !notPorts.has(name));
    if (!below || existsSync(join(path, "workload.toml"))) {
      if (below && !replaces(what)) this.#refuse(what, path, below.folder);
      this.workloads.set(id, { folder: path, ports: new Map(names.map((name) => [name, join(path, name)])) });
      return;
    }
    for (const language of new Set(names.map(languageOf))) {
      const old = [...below.ports].filter(([name]) => languageOf(name) === language);
      if (replaces(`${what}/${language}`)) for (const [name] of old) below.ports.delete(name);
      else for (const [name, port] of old) if (names.includes(name)) this.#refuse(`${what}/${name}`, join(path, name), port);
    }
    for (const name of names) below.ports.set(name, join(path, name));
  }
}

/** Reads what folders a project's catalog has, from all its sources; no manifest is read. Throws a GatehouseError where two say the same id. */
export const readShelves = async (root: string): Promise<Shelves> => {
  const sources = await readSources(root);
  const laying = new Laying(root);
  for (const source of sources) laying.lay(source);
  const [base, ...own] = sources as [Source, ...Source[]];
  const { languages, workloads, runtimes, keeps, targets, modules } = laying;
  return {
    ...{ languages, workloads, runtimes, keeps, targets, modules },
    own: [...(isWhole(root) ? [base] : []), ...own],
    // What lies over a catalog may replace what its known failures are about.
    expectations: sources.flatMap((source) => source.expectations.map((file) => ({ file, whole: source !== base || own.length === 0 }))),
    policy: sources.findLast(({ policy }) => policy !== undefined)?.policy,
    differences: sources.flatMap(({ differences }) => differences ?? []),
  };
};

/** Ids of all that a catalog has folders for, in order; no manifest is read. */
export const idsOf = ({ workloads, languages, runtimes, keeps }: Shelves): NamedIds => ({
  workload: [...workloads.keys()].sort(),
  language: [...languages.keys()].sort(),
  runtime: [...runtimes.keys()].sort(),
  keep: [...keeps.keys()].sort(),
});
