import { readFileSync } from "node:fs";
import { placesOf } from "../build/sources.ts";
import type { Catalog } from "../model/catalog.ts";
import { alternativesIn, worldFunctions } from "../model/wit.ts";
import type { Target } from "../model/words.ts";

/** The world whose functions a component may call. */
const world = "wasi:cli/command";

/** What those import besides who send or handle HTTP requests, of WASI 0.2 or 0.3. */
const http = ["wasi:http/types", "wasi:http/outgoing-handler", "wasi:http/client"];

// What WASI 0.2.12 marks as unstable (informational-outbound-responses), and the text without marks does not: no host has to have it.
const unstable: ReadonlySet<string> = new Set(["wasi:http/types#[method]response-outparam.send-informational"]);

const witTexts = ({ modules }: Pick<Catalog, "modules">, target: Target): string[] => {
  const places = placesOf({ layers: [modules.get("wit") ?? ""], target });
  return [...places].flatMap(([file, place]) => (file.endsWith(".wit") ? [readFileSync(place, "utf8")] : []));
};

/** The functions of WASI that a target has: of modules those that its manifest names, of components those of the world of WASI's command line, and of HTTP. */
export const targetFunctions = (catalog: Pick<Catalog, "modules" | "targets">, target: Target): string[] => {
  const manifest = catalog.targets.get(target);
  if (manifest?.kind === "component") return worldFunctions(witTexts(catalog, target), world, http).filter((name) => !unstable.has(name));
  return (manifest?.imports ?? [])
    .flatMap(alternativesIn)
    .map((name) => name.replace(/^.*#/, ""))
    .sort();
};
