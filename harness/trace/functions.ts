import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../model/catalog.ts";
import { alternativesIn, worldFunctions } from "../model/wit.ts";
import type { Target } from "../model/words.ts";

/** The world whose functions a component may call. */
const world = "wasi:cli/command";

const witTexts = (catalog: Pick<Catalog, "modules">): string[] => {
  const deps = join(catalog.modules.get("wit") ?? "", "wit/deps");
  return readdirSync(deps, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".wit"))
    .map((path) => readFileSync(join(deps, path), "utf8"));
};

/** The functions of WASI that a target has: of modules those that its manifest names, of components those of the world of WASI's command line. */
export const targetFunctions = (catalog: Pick<Catalog, "modules" | "targets">, target: Target): string[] => {
  const manifest = catalog.targets.get(target);
  if (manifest?.kind === "component") return worldFunctions(witTexts(catalog), world);
  return (manifest?.imports ?? [])
    .flatMap(alternativesIn)
    .map((name) => name.replace(/^.*#/, ""))
    .sort();
};
