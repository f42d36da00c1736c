import { readFileSync } from "node:fs";
import { placesOf } from "../build/sources.ts";
import type { Catalog } from "../model/catalog.ts";
import { alternativesIn, worldFunctions } from "../model/wit.ts";
import type { Target } from "../model/words.ts";

/** The world whose functions a component may call. */
const world = "wasi:cli/command";

const witTexts = ({ modules }: Pick<Catalog, "modules">, target: Target): string[] => {
  const places = placesOf({ layers: [modules.get("wit") ?? ""], target });
  return [...places].flatMap(([file, place]) => (file.endsWith(".wit") ? [readFileSync(place, "utf8")] : []));
};

/** The functions of WASI that a target has: of modules those that its manifest names, of components those of the world of WASI's command line. */
export const targetFunctions = (catalog: Pick<Catalog, "modules" | "targets">, target: Target): string[] => {
  const manifest = catalog.targets.get(target);
  if (manifest?.kind === "component") return worldFunctions(witTexts(catalog, target), world);
  return (manifest?.imports ?? [])
    .flatMap(alternativesIn)
    .map((name) => name.replace(/^.*#/, ""))
    .sort();
};
