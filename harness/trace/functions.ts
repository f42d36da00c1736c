import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../model/catalog.ts";
import { alternativesIn, worldFunctions } from "../model/wit.ts";
import type { Target } from "../model/words.ts";

/** The world whose functions a component may call. */
const world = "wasi:cli/command";

// What the module has for one target lies over what it has for all.
const witTexts = (catalog: Pick<Catalog, "modules">, target: Target): string[] => {
  const module = catalog.modules.get("wit") ?? "";
  const files = new Map<string, string>();
  for (const deps of [join(module, "wit/deps"), join(`${module}.${target}`, "wit/deps")])
    for (const path of existsSync(deps) ? readdirSync(deps, { recursive: true, encoding: "utf8" }) : [])
      if (path.endsWith(".wit")) files.set(path, readFileSync(join(deps, path), "utf8"));
  return [...files.values()];
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
