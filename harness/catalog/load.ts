import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Catalog, NamedIds, Placed, Port, Workload } from "../model/catalog.ts";
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
import { knownTargets, lintLanguageTargets, lintRuntimeTargets, lintWorkloadTargets, loadTargets } from "./targets.ts";

const folders = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path)
        .filter((name) => !name.startsWith(".") && lstatSync(join(path, name)).isDirectory())
        .sort()
    : [];

const loadAll = async <P>(parent: string, read: (folder: string) => Promise<P>, ids: readonly string[] = folders(parent)): Promise<Map<string, P>> =>
  new Map(await Promise.all(ids.map(async (id): Promise<[string, P]> => [id, await read(join(parent, id))])));

const notPorts = new Set(["expected", "fixtures"]);

type Languages = ReadonlyMap<string, Placed<LanguageManifest>>;

/** What the name of a port's folder is looked up in. */
interface PortWords {
  readonly languages: Languages;
  readonly targets: Catalog["targets"];
  readonly root: string;
}

const portAt = (workload: Placed<WorkloadManifest>, name: string, { languages, targets, root }: PortWords): Port => {
  const folder = join(workload.folder, name);
  const [language, target, ...rest] = name.split(".") as [string, string?, ...string[]];
  const known = languages.has(language) && rest.length === 0 && (target === undefined || targets.has(target));
  if (!known) {
    throw new GatehouseError("port/unknown-language", `${name} is not the name of a language, nor LANGUAGE.TARGET`, {
      hint: `languages are: ${[...languages.keys()].join(", ")}; ${knownTargets(targets)}`,
      place: { file: relative(root, folder) },
    });
  }
  const layers = layersOf(root, languages, language, workload.manifest.uses ?? [], join(workload.folder, language));
  return { workload: workload.manifest.id, language, target, folder, layers };
};

const findPorts = (workload: Placed<WorkloadManifest>, words: PortWords): Port[] => {
  const { languages, root } = words;
  const own = folders(workload.folder)
    .filter((name) => !notPorts.has(name))
    .map((name) => portAt(workload, name, words));
  // What a language has not itself, it has from the language that it is taken from.
  const taken = [...languages.values()].flatMap(({ manifest: { id, from } }) =>
    own.some((port) => port.language === id)
      ? []
      : own
          .filter((port) => port.language === from)
          .map((port) => ({
            ...port,
            language: id,
            layers: layersOf(root, languages, id, workload.manifest.uses ?? [], join(workload.folder, port.language)),
          })),
  );
  return [...own, ...taken];
};

/** The ids of a project, by the names of their folders: no manifest is read. */
export const readIds = (root: string): NamedIds => ({
  workload: folders(join(root, "workloads")),
  language: folders(join(root, "languages")),
  runtime: folders(join(root, "harness/runtimes")),
  keep: folders(join(root, "harness/keeps")),
});

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
 * Reads and checks the manifests below a project's root. Of the workloads it reads those that are wanted, and those that
 * lanes are tried with. Throws a GatehouseError for the first one that is wrong, with its place and what to do.
 */
export const loadCatalog = async (root: string, wanted: Wanted = () => true): Promise<Catalog> => {
  const ids = readIds(root);
  const others = [...ids.language, ...ids.runtime];
  const isRead = (id: string): boolean => wanted(id, others) || maySayTrust(join(root, "workloads", id, "workload.toml"));
  const [read, unread] = split(ids.workload, isRead);
  const placed = async <M extends { id: string }>(kind: "language" | "workload" | "keep", folder: string): Promise<Placed<M>> => ({
    folder,
    manifest: await readManifest<M>(kind, join(folder, `${kind}.toml`), root),
  });
  const [targets, languages, workloads, runtimes, keeps] = await Promise.all([
    loadTargets(root),
    loadAll(join(root, "languages"), (folder) => placed<LanguageManifest>("language", folder)),
    loadAll(join(root, "workloads"), (folder) => placed<WorkloadManifest>("workload", folder), read),
    loadAll(join(root, "harness/runtimes"), (folder) => readRuntime(folder, root)),
    loadAll(join(root, "harness/keeps"), (folder) => placed<KeepManifest>("keep", folder)),
  ]);
  for (const language of languages.values()) {
    await withLines(root, () => {
      lintLanguage(language, root);
      lintTaken(language, languages, root);
    });
  }
  for (const runtime of runtimes.values()) await withLines(root, () => lintRuntime(runtime, root));
  for (const language of languages.values()) await withLines(root, () => lintLanguageTargets(language, targets, root));
  for (const runtime of runtimes.values()) await withLines(root, () => lintRuntimeTargets(runtime, targets, root));
  for (const workload of workloads.values()) await withLines(root, () => lintWorkloadTargets(workload, targets, root));
  for (const keep of keeps.values()) await withLines(root, () => lintKeep(keep, root));
  const modules = modulesOf(
    root,
    [...languages.values()].map(({ folder }) => folder),
  );
  const checked = new Map<string, Workload>();
  for (const [id, workload] of workloads) {
    await withLines(root, () => lintWorkload(workload, { languages, modules, keeps }, root));
    checked.set(id, { ...workload, cases: workload.manifest.case.map(normaliseCase), ports: findPorts(workload, { languages, targets, root }) });
  }
  return { root, targets, languages, workloads: checked, unread, runtimes, keeps };
};
