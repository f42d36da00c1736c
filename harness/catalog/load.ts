import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Catalog, Placed, Port, Workload } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import type { WorkloadManifest } from "../model/generated/workload.ts";
import { normaliseCase } from "./contract.ts";
import { lintLanguage, lintRuntime, lintWorkload } from "./lint.ts";
import { lintKeep } from "./lint-lanes.ts";
import { withLines } from "./locate.ts";
import { readManifest } from "./read-manifest.ts";

const folders = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path)
        .filter((name) => !name.startsWith(".") && lstatSync(join(path, name)).isDirectory())
        .sort()
    : [];

const loadAll = async <M extends { id: string }>(
  kind: "language" | "workload" | "runtime" | "keep",
  folder: string,
  root: string,
  ids: readonly string[] = folders(folder),
): Promise<Map<string, Placed<M>>> => {
  const entries = await Promise.all(
    ids.map(
      async (id): Promise<[string, Placed<M>]> => [
        id,
        { folder: join(folder, id), manifest: await readManifest<M>(kind, join(folder, id, `${kind}.toml`), root) },
      ],
    ),
  );
  return new Map(entries);
};

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

/** Whether a workload is of use, by its id; `others` are the ids of languages and runtimes. */
export type Wanted = (workload: string, others: readonly string[]) => boolean;

// Lanes are tried with workloads of kind trust, whatever is wanted. A text without the word, as the end of a string and with no escape that could hide it, is of another kind.
const mentionsTrust = (manifest: string): boolean => {
  try {
    return /trust["'\\]|\\[uUx]/.test(readFileSync(manifest, "utf8"));
  } catch {
    // What cannot be read is an error of its own.
    return true;
  }
};

/**
 * Reads and checks every manifest below a project's root, or of the workloads only those that are wanted and those that
 * lanes are tried with. Throws a GatehouseError for the first one that is wrong, with its place and what to do.
 */
export const loadCatalog = async (root: string, wanted: Wanted = () => true): Promise<Catalog> => {
  const places = { languages: join(root, "languages"), runtimes: join(root, "harness/runtimes"), workloads: join(root, "workloads") };
  const others = [...folders(places.languages), ...folders(places.runtimes)];
  const unread = folders(places.workloads).filter((id) => !wanted(id, others) && !mentionsTrust(join(places.workloads, id, "workload.toml")));
  const read = folders(places.workloads).filter((id) => !unread.includes(id));
  const [languages, workloads, runtimes, keeps] = await Promise.all([
    loadAll<LanguageManifest>("language", places.languages, root),
    loadAll<WorkloadManifest>("workload", places.workloads, root, read),
    loadAll<RuntimeManifest>("runtime", places.runtimes, root),
    loadAll<KeepManifest>("keep", join(root, "harness/keeps"), root),
  ]);
  for (const language of languages.values()) await withLines(root, () => lintLanguage(language, root));
  for (const runtime of runtimes.values()) await withLines(root, () => lintRuntime(runtime, root));
  for (const keep of keeps.values()) await withLines(root, () => lintKeep(keep, root));
  const checked = new Map<string, Workload>();
  for (const [id, workload] of workloads) {
    await withLines(root, () => lintWorkload(workload, { languages, keeps }, root));
    checked.set(id, { ...workload, cases: workload.manifest.case.map(normaliseCase), ports: findPorts(workload, languages, root) });
  }
  return { root, languages, workloads: checked, unread, runtimes, keeps };
};
