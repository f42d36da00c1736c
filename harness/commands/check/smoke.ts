import { existsSync } from "node:fs";
import { join } from "node:path";
import { normaliseCase } from "../../catalog/contract.ts";
import { layersOf } from "../../catalog/layers.ts";
import type { Catalog, Placed, Port, Workload } from "../../model/catalog.ts";
import type { LanguageManifest } from "../../model/generated/language.ts";
import type { CaseManifest } from "../../model/generated/workload.ts";

const prefix = "smoke-";

/** The workload that a language's smoke program is a port of. It has no folder: every language has its own. */
export const smokeOf = (language: string): string => `${prefix}${language}`;

/** The language of a smoke workload; undefined for any other. */
export const languageOfSmoke = (workload: string): string | undefined => (workload.startsWith(prefix) ? workload.slice(prefix.length) : undefined);

const smokePorts = ({ root, languages }: Catalog, { folder, manifest }: Placed<LanguageManifest>, workload: string): Port[] => {
  const smoke = join(folder, "smoke");
  const layers = layersOf(root, languages, manifest.id, [], smoke);
  return ([undefined, "wasip1", "wasip2"] as const)
    .map((target): Port => ({ workload, language: manifest.id, target, folder: target ? `${smoke}.${target}` : smoke, layers }))
    .filter((port) => existsSync(port.folder));
};

const smokeWorkload = (catalog: Catalog, language: Placed<LanguageManifest>): Workload => {
  const id = smokeOf(language.manifest.id);
  const text = `hello from ${language.manifest.name}\n`;
  const hello: CaseManifest = { id: "hello", needs: ["stdout"], expect: { exit: 0, stdout: { match: "exact", text } } };
  return {
    folder: language.folder,
    manifest: { id, title: `The smoke program of ${language.manifest.name}`, kind: "probe", about: `Prints ${JSON.stringify(text)}.`, case: [hello] },
    cases: [normaliseCase(hello)],
    ports: smokePorts(catalog, language, id),
  };
};

/** A catalog in which every language's smoke program is a workload, so that it is built and run like all others. */
export const withSmoke = (catalog: Catalog): Catalog => {
  const own = [...catalog.languages.values()]
    .map((language) => smokeWorkload(catalog, language))
    .map((workload): [string, Workload] => [workload.manifest.id, workload]);
  return { ...catalog, workloads: new Map([...own, ...catalog.workloads]) };
};
