import { existsSync, lstatSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { Catalog, Placed, Port, Workload } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { WorkloadManifest } from "../model/generated/workload.ts";
import { normaliseCase } from "./contract.ts";
import { lintLanguage, lintWorkload } from "./lint.ts";
import { lintKeep } from "./lint-keep.ts";
import { lintRuntime } from "./lint-runtime.ts";
import { withLines } from "./locate.ts";
import { readManifest, readRuntime } from "./read-manifest.ts";

const folders = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path)
        .filter((name) => !name.startsWith(".") && lstatSync(join(path, name)).isDirectory())
        .sort()
    : [];

const loadAll = async <P>(parent: string, read: (folder: string) => Promise<P>): Promise<Map<string, P>> =>
  new Map(await Promise.all(folders(parent).map(async (id): Promise<[string, P]> => [id, await read(join(parent, id))])));

const notPorts = new Set(["expected", "fixtures"]);

const findPorts = (workload: Placed<WorkloadManifest>, languages: ReadonlyMap<string, unknown>, root: string): Port[] =>
  folders(workload.folder)
    .filter((name) => !notPorts.has(name))
    .map((name) => {
      const [language, target, ...rest] = name.split(".") as [string, string?, ...string[]];
      const known = languages.has(language) && rest.length === 0 && (target === undefined || target === "wasip1" || target === "wasip2");
      if (!known) {
        throw new GatehouseError("port/unknown-language", `${name} is not the name of a language, nor LANGUAGE.TARGET`, {
          hint: `languages are: ${[...languages.keys()].join(", ")}; targets: wasip1, wasip2`,
          place: { file: relative(root, join(workload.folder, name)) },
        });
      }
      return { workload: workload.manifest.id, language, target: target as Port["target"], folder: join(workload.folder, name) };
    });

/**
 * Reads and checks every manifest below a project's root.
 * Throws a GatehouseError for the first one that is wrong, with its place and what to do.
 */
export const loadCatalog = async (root: string): Promise<Catalog> => {
  const placed = async <M extends { id: string }>(kind: "language" | "workload" | "keep", folder: string): Promise<Placed<M>> => ({
    folder,
    manifest: await readManifest<M>(kind, join(folder, `${kind}.toml`), root),
  });
  const [languages, workloads, runtimes, keeps] = await Promise.all([
    loadAll(join(root, "languages"), (folder) => placed<LanguageManifest>("language", folder)),
    loadAll(join(root, "workloads"), (folder) => placed<WorkloadManifest>("workload", folder)),
    loadAll(join(root, "harness/runtimes"), (folder) => readRuntime(folder, root)),
    loadAll(join(root, "harness/keeps"), (folder) => placed<KeepManifest>("keep", folder)),
  ]);
  for (const language of languages.values()) await withLines(root, () => lintLanguage(language, root));
  for (const runtime of runtimes.values()) await withLines(root, () => lintRuntime(runtime, root));
  for (const keep of keeps.values()) await withLines(root, () => lintKeep(keep, root));
  const checked = new Map<string, Workload>();
  for (const [id, workload] of workloads) {
    await withLines(root, () => lintWorkload(workload, { languages, keeps }, root));
    checked.set(id, { ...workload, cases: workload.manifest.case.map(normaliseCase), ports: findPorts(workload, languages, root) });
  }
  return { root, languages, workloads: checked, runtimes, keeps };
};
