import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { shownPath } from "../host/home.ts";
import { say } from "../host/say.ts";
import type { Catalog, Placed, Port, Workload } from "../model/catalog.ts";
import { formatPlace, GatehouseError } from "../model/errors.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { WorkloadManifest } from "../model/generated/workload.ts";
import { printable } from "../model/text.ts";
import { normaliseCase } from "./contract.ts";
import { layersOf, lintTaken, modulesOf } from "./layers.ts";
import { lintLanguage, lintWorkload } from "./lint.ts";
import { lintCannot } from "./lint-cannot.ts";
import { lintKeep } from "./lint-keep.ts";
import { lintRuntime } from "./lint-runtime.ts";
import { withLines } from "./locate.ts";
import { readManifest, readRuntime } from "./read-manifest.ts";
import { idsOf, readShelves, type WorkloadPlace } from "./shelves.ts";
import { knownTargets, lintLanguageTargets, lintRuntimeTargets, lintWorkloadTargets, loadTargets } from "./targets.ts";

const loadAll = async <P>(
  folders: ReadonlyMap<string, string>,
  read: (folder: string) => Promise<P>,
  attempt: <T>(id: string, act: () => Promise<T> | T) => Promise<T | undefined>,
): Promise<Map<string, P>> => {
  const found = await Promise.all([...folders].map(async ([id, folder]) => [id, await attempt(id, () => read(folder))] as const));
  return new Map(found.flatMap(([id, own]) => (own === undefined ? [] : [[id, own] as const])));
};

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

/** Whether something may be wrong, since nothing that is asked for uses it; of a port, the id is WORKLOAD/FOLDER. Then it is told, and left out. */
export type Spares = (kind: "language" | "workload" | "runtime" | "keep" | "port", id: string) => boolean;

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
 * lanes are tried with. Throws a GatehouseError for the first one that is wrong and not spared, with its place and what to do.
 */
export const loadCatalog = async (root: string, wanted: Wanted = () => true, spares: Spares = () => false): Promise<Catalog> => {
  const shelves = await readShelves(root);
  const ids = idsOf(shelves);
  const others = [...ids.language, ...ids.runtime];
  const manifestOf = (id: string): string => join(shelves.workloads.get(id)?.folder ?? "", "workload.toml");
  // Each text is read once; one that is not there is an error of its own, which a filter may spare.
  const mayTrust = new Set(ids.workload.filter((id) => maySayTrust(manifestOf(id))));
  // Without these no lane can be trusted: they are used whatever is asked for.
  const isTrustWorkload = (id: string): boolean => mayTrust.has(id) && existsSync(manifestOf(id));
  const isTrust = (kind: Parameters<Spares>[0], id: string): boolean => {
    if (kind !== "language") return (kind === "workload" || kind === "port") && isTrustWorkload(id.split("/")[0] as string);
    const portsOf = (workload: string): string[] => [...(shelves.workloads.get(workload)?.ports.keys() ?? [])];
    return [...mayTrust].some((own) => isTrustWorkload(own) && portsOf(own).some((name) => name.split(".")[0] === id));
  };
  const attempting =
    (kind: Parameters<Spares>[0]) =>
    async <T>(id: string, act: () => Promise<T> | T): Promise<T | undefined> => {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof GatehouseError) || isTrust(kind, id) || !spares(kind, id)) throw error;
        say(printable(`left out, for nothing here uses it: ${error.place ? `${formatPlace(error.place)}: ` : ""}${error.message} [${error.code}]`));
        return undefined;
      }
    };
  // What a check refuses is left out as well.
  const keepGood = async <P>(kind: Parameters<Spares>[0], all: Map<string, P>, check: (one: P) => void): Promise<void> => {
    for (const [id, own] of all) if (!(await attempting(kind)(id, () => withLines(root, () => check(own)).then(() => true)))) all.delete(id);
  };
  const wantedIds = new Set(ids.workload.filter((id) => wanted(id, others)));
  const [read, unread] = split(ids.workload, (id) => wantedIds.has(id) || mayTrust.has(id));
  const placed = async <M extends { id: string }>(kind: "language" | "workload" | "keep", folder: string): Promise<Placed<M>> => ({
    folder,
    manifest: await readManifest<M>(kind, join(folder, `${kind}.toml`), root),
  });
  const [targets, languages, workloads, runtimes, keeps] = await Promise.all([
    loadTargets(root, shelves.targets),
    loadAll(shelves.languages, (folder) => placed<LanguageManifest>("language", folder), attempting("language")),
    loadAll(
      new Map(read.map((id) => [id, shelves.workloads.get(id)?.folder as string])),
      (folder) => placed<WorkloadManifest>("workload", folder),
      attempting("workload"),
    ),
    loadAll(shelves.runtimes, (folder) => readRuntime(folder, root), attempting("runtime")),
    loadAll(shelves.keeps, (folder) => placed<KeepManifest>("keep", folder), attempting("keep")),
  ]);
  for (const [id, { manifest }] of workloads) {
    if (wantedIds.has(id) || manifest.kind === "trust") continue;
    workloads.delete(id);
    unread.push(id);
  }
  await keepGood("language", languages, (language) => {
    lintLanguage(language, root);
    lintTaken(language, languages, shelves.modules, root);
    lintLanguageTargets(language, targets, root);
  });
  await keepGood("runtime", runtimes, (runtime) => {
    lintRuntime(runtime, root);
    lintRuntimeTargets(runtime, targets, root);
  });
  await keepGood("workload", workloads, (workload) => lintWorkloadTargets(workload, targets, root));
  await keepGood("keep", keeps, (keep) => lintKeep(keep, root));
  const modules = modulesOf(
    shelves.modules,
    [...languages.values()].map(({ folder }) => folder),
  );
  const checked = new Map<string, Workload>();
  for (const [id, workload] of workloads) {
    const words = { languages, targets, modules: shelves.modules, root };
    const place = shelves.workloads.get(id) as WorkloadPlace;
    const good = new Map<string, string>();
    for (const [name, folder] of place.ports)
      if (await attempting("port")(`${id}/${name}`, () => portAt(workload, name, folder, words))) good.set(name, folder);
    const ports = await attempting("workload")(id, async () => {
      await withLines(root, () => {
        lintWorkload(workload, { languages, modules, keeps }, root);
        lintCannot(workload, languages, root);
      });
      return findPorts(workload, { ...place, ports: good }, words);
    });
    if (ports) checked.set(id, { ...workload, cases: workload.manifest.case.map(normaliseCase), ports });
  }
  const { expectations, policy, differences } = shelves;
  return { root, modules: shelves.modules, expectations, policy, differences, targets, languages, workloads: checked, unread, runtimes, keeps };
};
