import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { shownPath } from "../host/home.ts";
import type { Catalog, Placed, Port, Workload } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { WorkloadManifest } from "../model/generated/workload.ts";
import { normaliseCase } from "./contract.ts";
import { layersOf, lintTaken, modulesOf } from "./layers.ts";
import { lintLanguage, lintWorkload } from "./lint.ts";
import { lintKeep } from "./lint-keep.ts";
import { lintRuntime } from "./lint-runtime.ts";
import { withLines } from "./locate.ts";
import { readManifest, readRuntime } from "./read-manifest.ts";
import { idsOf, readShelves, type WorkloadPlace } from "./shelves.ts";
import { knownTargets, lintLanguageTargets, lintRuntimeTargets, lintWorkloadTargets, loadTargets } from "./targets.ts";

const loadAll = async <P>(folders: ReadonlyMap<string, string>, read: (folder: string) => Promise<P>): Promise<Map<string, P>> =>
  new Map(await Promise.all([...folders].map(async ([id, folder]): Promise<[string, P]> => [id, await read(folder)])));

type Languages = ReadonlyMap<string, Placed<LanguageManifest>>;

/** What the name of a port's folder is looked up in. */
interface PortWords {
  readonly languages: Languages;
  readonly targets: Catalog["targets"];
  readonly modules: Catalog["modules"];
  readonly root: string;
}

const portAt = (workload: Placed<WorkloadManifest>, name: string, folder: string, { languages, targets, root }: PortWords): Omit<Port, "layers"> => {
  const [language, target, ...rest] = name.split(".") as [string, string?, ...string[]];
  const known = languages.has(language) && rest.length === 0 && (target === undefined || targets.has(target));
  if (!known) {
    throw new GatehouseError("port/unknown-language", `${name} is not the name of a language, nor LANGUAGE.TARGET`, {
      hint: `languages are: ${[...languages.keys()].join(", ")}; ${knownTargets(targets)}`,
      place: { file: shownPath(root, folder) },
    });
  }
  return { workload: workload.manifest.id, language, target, folder };
};

const findPorts = (workload: Placed<WorkloadManifest>, { ports }: WorkloadPlace, words: PortWords): Port[] => {
  const { languages } = words;
  const found = [...ports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, folder]) => portAt(workload, name, folder, words));
  // Files of a port may stand in several sources: one for a target lies over the general one.
  const layers = (id: string, from: string): readonly string[] => {
    const places = new Set([...ports].filter(([name]) => name.split(".")[0] === from).map(([, folder]) => dirname(folder)));
    return layersOf(
      words,
      id,
      workload.manifest.uses ?? [],
      [...places].map((folder) => join(folder, from)),
    );
  };
  const own = found.map((port): Port => ({ ...port, layers: layers(port.language, port.language) }));
  // What a language has not itself, it has from the language that it is taken from.
  const taken = [...languages.values()].flatMap(({ manifest: { id, from } }) =>
    own.some((port) => port.language === id)
      ? []
      : own
          .filter((port) => port.language === from)
          .map((port) => ({
            ...port,
            language: id,
            layers: layers(id, port.language),
          })),
  );
  return [...own, ...taken];
};

/** Whether a run may have a cell of a workload, by its id; `others` are the ids of languages and runtimes. */
export type Wanted = (workload: string, others: readonly string[]) => boolean;

// Every lane is tried with workloads of kind trust. A text in which no string ends with that word, and no escape could hide it, is of another kind.
const maySayTrust = (manifest: string): boolean => {
  try {
    return /trust["'\\]|\\[uUx]/.test(readFileSync(manifest, "utf8"));
  } catch {
    // What cannot be read is an error of its own.
    return true;
  }
};

const split = <T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] => [all.filter(test), all.filter((one) => !test(one))];

/**
 * Reads and checks the manifests of a project's catalog. Of the workloads it reads those that are wanted, and those that
 * lanes are tried with. Throws a GatehouseError for the first one that is wrong, with its place and what to do.
 */
export const loadCatalog = async (root: string, wanted: Wanted = () => true): Promise<Catalog> => {
  const shelves = await readShelves(root);
  const ids = idsOf(shelves);
  const others = [...ids.language, ...ids.runtime];
  const isRead = (id: string): boolean => wanted(id, others) || maySayTrust(join(shelves.workloads.get(id)?.folder ?? "", "workload.toml"));
  const [read, unread] = split(ids.workload, isRead);
  const placed = async <M extends { id: string }>(kind: "language" | "workload" | "keep", folder: string): Promise<Placed<M>> => ({
    folder,
    manifest: await readManifest<M>(kind, join(folder, `${kind}.toml`), root),
  });
  const [targets, languages, workloads, runtimes, keeps] = await Promise.all([
    loadTargets(root, shelves.targets),
    loadAll(shelves.languages, (folder) => placed<LanguageManifest>("language", folder)),
    loadAll(new Map(read.map((id) => [id, shelves.workloads.get(id)?.folder as string])), (folder) => placed<WorkloadManifest>("workload", folder)),
    loadAll(shelves.runtimes, (folder) => readRuntime(folder, root)),
    loadAll(shelves.keeps, (folder) => placed<KeepManifest>("keep", folder)),
  ]);
  for (const language of languages.values()) {
    await withLines(root, () => {
      lintLanguage(language, root);
      lintTaken(language, languages, shelves.modules, root);
    });
  }
  for (const runtime of runtimes.values()) await withLines(root, () => lintRuntime(runtime, root));
  for (const language of languages.values()) await withLines(root, () => lintLanguageTargets(language, targets, root));
  for (const runtime of runtimes.values()) await withLines(root, () => lintRuntimeTargets(runtime, targets, root));
  for (const workload of workloads.values()) await withLines(root, () => lintWorkloadTargets(workload, targets, root));
  for (const keep of keeps.values()) await withLines(root, () => lintKeep(keep, root));
  const modules = modulesOf(
    shelves.modules,
    [...languages.values()].map(({ folder }) => folder),
  );
  const checked = new Map<string, Workload>();
  for (const [id, workload] of workloads) {
    await withLines(root, () => lintWorkload(workload, { languages, modules, keeps }, root));
    const ports = findPorts(workload, shelves.workloads.get(id) as WorkloadPlace, { languages, targets, modules: shelves.modules, root });
    checked.set(id, { ...workload, cases: workload.manifest.case.map(normaliseCase), ports });
  }
  const { expectations, policy } = shelves;
  return { root, modules: shelves.modules, expectations, policy, targets, languages, workloads: checked, unread, runtimes, keeps };
};
