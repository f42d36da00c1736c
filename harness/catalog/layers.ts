import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { shownPath } from "../host/home.ts";
import type { Catalog, Placed } from "../model/catalog.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import { fault } from "./lint-words.ts";

type Languages = ReadonlyMap<string, Placed<LanguageManifest>>;

// A language that is written in another one takes that one's template and modules first.
const lineOf = (languages: Languages, id: string): readonly Placed<LanguageManifest>[] => {
  const own = languages.get(id);
  const other = languages.get(own?.manifest.from ?? "");
  return [other, own].filter((each) => each !== undefined);
};

/**
 * The folders that a program's sources come from, in the order in which they lie over one another: the language's template,
 * the modules that it and the workload use, the program's own folders. A folder need not be there; `NAME.TARGET` lies over `NAME`.
 */
export const layersOf = (
  { modules, languages }: { readonly modules: Catalog["modules"]; readonly languages: Languages },
  language: string,
  uses: readonly string[],
  folders: readonly string[],
): readonly string[] => {
  const line = lineOf(languages, language);
  const names = new Set([...line.flatMap(({ manifest }) => manifest.uses ?? []), ...uses]);
  const placesOf = (name: string): string[] => [modules.get(name) ?? [], line.map((each) => join(each.folder, "modules", name))].flat();
  return [...line.map((each) => join(each.folder, "template")), ...[...names].flatMap(placesOf), ...folders];
};

const modulesIn = (folder: string): string[] => {
  const modules = join(folder, "modules");
  return existsSync(modules) ? readdirSync(modules).map((name) => name.split(".")[0] as string) : [];
};

/** The names of all modules that belong to every language or to one in the given folders. */
export const modulesOf = (modules: Catalog["modules"], languages: readonly string[]): ReadonlySet<string> =>
  new Set([...modules.keys(), ...languages.flatMap(modulesIn)]);

/** Checks that modules that a manifest uses are there. */
export const lintUses = (uses: readonly string[] | undefined, known: ReadonlySet<string>, file: string): void =>
  (uses ?? []).forEach((name, index) => {
    const hint = known.size > 0 ? `modules are: ${[...known].sort().join(", ")}` : "there are none: make a folder languages/LANGUAGE/modules/NAME";
    if (!known.has(name)) throw fault("manifest/unknown-module", file, `/uses/${index}`, `there is no module ${name}`, hint);
  });

/** Checks what a language takes from elsewhere: the language that it is written in, and the modules that it uses. */
export const lintTaken = ({ folder, manifest }: Placed<LanguageManifest>, languages: Languages, modules: Catalog["modules"], root: string): void => {
  const file = shownPath(root, join(folder, "language.toml"));
  const { from, id, uses } = manifest;
  if (from !== undefined) {
    const other = languages.get(from);
    const rest = [...languages.values()].filter((each) => each.manifest.id !== id && each.manifest.from === undefined).map((each) => each.manifest.id);
    const hint = `these can be taken from: ${rest.join(", ")}`;
    if (!other || from === id) throw fault("language/unknown-from", file, "/from", `there is no other language ${from}`, hint);
    if (other.manifest.from !== undefined) throw fault("language/from-twice", file, "/from", `${from} is itself taken from ${other.manifest.from}`, hint);
  }
  lintUses(
    uses,
    modulesOf(
      modules,
      lineOf(languages, id).map((each) => each.folder),
    ),
    file,
  );
};
