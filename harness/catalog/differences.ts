import { shownPath } from "../host/home.ts";
import type { Catalog } from "../model/catalog.ts";
import type { DifferencesFile, KnownDifference } from "../model/generated/differences.ts";
import { fault } from "./lint-words.ts";
import { withLines } from "./locate.ts";
import { readToml } from "./read-manifest.ts";

const anybody = "*";

// A misspelt name would fit nothing, and nobody would see it.
const faultOf = ({ targets, answers, wrong }: KnownDifference, catalog: Catalog): readonly [key: string, message: string, hint: string] | undefined => {
  const target = targets.find((id) => !catalog.targets.has(id));
  if (target !== undefined) return ["targets", `unknown target ${JSON.stringify(target)}`, `targets are: ${[...catalog.targets.keys()].join(", ")}`];
  const runtime = Object.keys(answers).find((id) => id !== anybody && !catalog.runtimes.has(id));
  if (runtime !== undefined)
    return ["answers", `unknown runtime ${JSON.stringify(runtime)}`, `runtimes are: ${[...catalog.runtimes.keys()].join(", ")}; or *, any other`];
  const other = wrong.find((id) => !(id in answers));
  return other === undefined ? undefined : ["wrong", `${JSON.stringify(other)} is none of the answers`, "name a runtime of answers"];
};

const lint = (entries: readonly KnownDifference[], catalog: Catalog, file: string): void =>
  entries.forEach((entry, index) => {
    const [key, message, hint] = faultOf(entry, catalog) ?? [];
    if (key !== undefined) throw fault("difference/invalid", file, `/difference/${index}/${key}`, message ?? "", hint ?? "");
  });

/** Reads all known differences between engines. Throws a GatehouseError for a broken file, or for a target or runtime that is not there. */
export const loadDifferences = async (catalog: Catalog): Promise<readonly KnownDifference[]> => {
  const all: KnownDifference[] = [];
  for (const file of catalog.differences) {
    const { difference = [] } = (await readToml<DifferencesFile>("differences", file, catalog.root)).value;
    await withLines(catalog.root, () => lint(difference, catalog, shownPath(catalog.root, file)));
    all.push(...difference);
  }
  return all;
};
