import { realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { readManifest } from "../catalog/read-manifest.ts";
import { readShelves } from "../catalog/shelves.ts";
import { loadTargets } from "../catalog/targets.ts";
import { laidFolders, layFolders, storeFolder } from "../host/environment.ts";
import { isFolder, makeFolders } from "../host/files.ts";
import { GatehouseError } from "../model/errors.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import { type ImportOptions, importSuite, type LaidSuite } from "./import.ts";
import { slugOf } from "./names.ts";

/** What a user says of a suite's folder. */
export interface SuiteOptions extends Pick<ImportOptions, "expectations" | "prefix"> {
  /** What ids of its workloads begin with; undefined: its folder's name. */
  readonly name: string | undefined;
}

/** A suite whose workloads stand in the catalog of this process, and the filter that selects them. */
export interface SuiteAtHand extends LaidSuite {
  readonly term: string;
  /** Folders of all runtimes of the catalog, by id. */
  readonly runtimes: ReadonlyMap<string, string>;
}

const findPrebuilt = async (root: string, folders: ReadonlyMap<string, string>): Promise<ImportOptions["binaries"]> => {
  for (const [language, folder] of folders) {
    const { binary } = await readManifest<LanguageManifest>("language", join(folder, "language.toml"), root);
    if (binary !== undefined) return { language, file: binary };
  }
  throw new GatehouseError("suite/no-language", "no language of the catalog takes binaries as they are", { hint: 'add one with the key binary = "FILE"' });
};

/** Imports a suite's folder into the store, and lays it over the project's catalog for this process. */
export const laySuite = async (root: string, folder: string, options: SuiteOptions): Promise<SuiteAtHand> => {
  if (!isFolder(folder))
    throw new GatehouseError("suite/folder", `there is no folder ${folder}`, { hint: "name the folder that holds the suite's .wasm files" });
  const path = realpathSync(folder);
  const name = slugOf(options.name ?? basename(path));
  const shelves = await readShelves(root);
  const clash = [...shelves.workloads.keys()].find((id) => id.startsWith(`${name}-`));
  if (clash !== undefined)
    throw new GatehouseError("suite/name", `ids of this suite would begin like the workload ${clash}`, {
      hint: "give the suite another name: --name my-suite",
    });
  const targets = await loadTargets(root, shelves.targets);
  const binaries = await findPrebuilt(root, shelves.languages);
  const store = storeFolder(root);
  makeFolders(join(store, "tmp"));
  const suite = await importSuite(path, join(store, "suites"), join(store, "tmp"), {
    name,
    expectations: options.expectations,
    prefix: options.prefix,
    targets,
    binaries,
  });
  layFolders([...laidFolders(), suite.folder]);
  return { ...suite, term: `workload=${name}-*`, runtimes: shelves.runtimes };
};
