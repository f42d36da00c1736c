import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { digestFiles } from "../host/digest.ts";
import type { Target } from "../model/words.ts";

/** What a program's sources are made of. */
export interface Sources {
  /** Folders that lie over one another: of files with the same name the last one counts. `NAME.TARGET`, where it is there, lies over `NAME`. */
  readonly layers: readonly string[];
  readonly target: Target;
  /** Where the port has several programs: their folders inside the layers, this one's first; what is beside them they share. */
  readonly roles?: readonly [string, ...string[]] | undefined;
}

const filesBelow = (folder: string): string[] => {
  const found: string[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) visit(child);
      else found.push(relative(folder, child));
    }
  };
  visit(folder);
  return found;
};

/** Where each file of a program comes from, by its path among the sources. */
export const placesOf = ({ layers, target, roles }: Sources): ReadonlyMap<string, string> => {
  const folders = layers.flatMap((layer) => [layer, `${layer}.${target}`]).filter((folder) => existsSync(folder));
  const places = new Map<string, string>();
  const isApart = (file: string): boolean => roles?.includes(file.split(sep)[0] as string) ?? false;
  for (const folder of folders) for (const file of filesBelow(folder)) if (!isApart(file)) places.set(file, join(folder, file));
  if (!roles) return places;
  const own = folders.map((folder) => join(folder, roles[0])).filter((folder) => existsSync(folder));
  for (const folder of own) for (const file of filesBelow(folder)) places.set(file, join(folder, file));
  return places;
};

/** Digest of a program's sources, wherever each file comes from. */
export const digestSources = (sources: Sources): string => digestFiles(placesOf(sources));

/** Lays the sources out in a folder of their own, so that a build cannot change them. */
export const layOut = (sources: Sources, into: string): void => {
  mkdirSync(into, { recursive: true });
  for (const [file, place] of placesOf(sources)) {
    mkdirSync(dirname(join(into, file)), { recursive: true });
    cpSync(place, join(into, file), { verbatimSymlinks: true });
  }
};

/** Source files that end in `.EXTENSION`, sorted, relative to the folder. */
export const filesOf = (folder: string, extension: string): string[] => filesBelow(folder).filter((file) => file.endsWith(`.${extension}`));
