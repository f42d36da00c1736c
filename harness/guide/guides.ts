import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAtomic } from "../host/files.ts";
import { shownPath } from "../host/home.ts";
import type { ToldCapabilities } from "../model/capabilities.ts";
import type { Catalog } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import { formFaults } from "./form.ts";
import { fillMade, madeFault } from "./made.ts";
import { parseGuide } from "./parse.ts";
import { worksText } from "./works.ts";

/** Something that is wrong with a language's guide. */
export interface GuideFault {
  readonly language: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

type Languages = Pick<Catalog, "languages" | "root">;

const pathOf = (catalog: Languages, id: string): string => {
  const placed = catalog.languages.get(id);
  if (placed) return join(placed.folder, "guide.md");
  throw new GatehouseError("guide/language", `there is no language ${JSON.stringify(id)}`, {
    hint: `languages are: ${[...catalog.languages.keys()].join(", ")}`,
  });
};

/** The made part of a language's guide. Throws a GatehouseError where no published record has the language. */
export const madePart = (catalog: Languages, id: string, records: ToldCapabilities): string => {
  pathOf(catalog, id);
  const works = worksText(id, records);
  if (works !== undefined) return works;
  throw new GatehouseError("guide/no-record", `no published record has ${id}`, { hint: `run it and publish the run: gatehouse run --profile full ${id}` });
};

// A project checks its own: the records of what it lies over are elsewhere.
const guidesOf = (catalog: Languages, ids: readonly string[]): { readonly id: string; readonly path: string; readonly text: string }[] =>
  (ids.length > 0 ? ids : [...catalog.languages.keys()]).flatMap((id) => {
    const path = pathOf(catalog, id);
    return path.startsWith(catalog.root) && existsSync(path) ? [{ id, path, text: readFileSync(path, "utf8") }] : [];
  });

/** What is wrong with the guides of some languages, or of all: their form, and a made part that is not what records say. */
export const checkGuides = (catalog: Languages, ids: readonly string[], records: ToldCapabilities): GuideFault[] =>
  guidesOf(catalog, ids).flatMap(({ id, path, text }) => {
    const at = { language: id, file: shownPath(catalog.root, path) };
    // Where nothing is published, nothing tells what the part must be.
    const made = records.tables.length === 0 ? undefined : madeFault(text, worksText(id, records));
    return [
      ...formFaults(parseGuide(text), catalog.languages.get(id)?.manifest.name ?? id).map((fault) => ({ ...at, ...fault })),
      ...(made === undefined ? [] : [{ ...at, line: 1, message: `${made}: gatehouse guide --update ${id}` }]),
    ];
  });

/** Writes the made parts of some guides, or of all that a record has; returns the files that changed. */
export const updateGuides = (catalog: Languages, ids: readonly string[], records: ToldCapabilities): string[] =>
  guidesOf(catalog, ids).flatMap(({ id, path, text }) => {
    const works = worksText(id, records);
    const filled = works === undefined ? text : fillMade(text, works);
    if (filled === text) return [];
    writeAtomic(path, filled);
    return [shownPath(catalog.root, path)];
  });
