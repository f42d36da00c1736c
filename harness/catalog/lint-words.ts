import { existsSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, sep } from "node:path";
import { pathText, readTree, type Tree, treeLimits } from "../host/tree.ts";
import { GatehouseError } from "../model/errors.ts";
import type { BuildStep, Package } from "../model/generated/language.ts";
import { takenBy } from "../model/packages.ts";
import { placeholdersIn } from "../model/placeholders.ts";

/** An error of a manifest, at a place in it. */
export const fault = (code: string, file: string, path: string, message: string, hint: string): GatehouseError =>
  new GatehouseError(code, message, { hint, place: { file, path } });

// A manifest may name only files of its own folder: neither `..` nor a symlink may lead out of it.
const inside = (folder: string, path: string): boolean => {
  if (isAbsolute(path)) return false;
  const full = join(folder, path);
  if (full !== folder && !full.startsWith(folder + sep)) return false;
  if (!existsSync(full)) return true;
  const real = realpathSync(full);
  const base = realpathSync(folder);
  return real === base || real.startsWith(base + sep);
};

/** Checks that a path is below the manifest's folder, and there. */
export const lintPath = (folder: string, path: string, file: string, place: string): void => {
  if (!inside(folder, path))
    throw fault(
      "manifest/path-outside",
      file,
      place,
      `${JSON.stringify(path)} leads out of the manifest's folder`,
      "name a path below the folder of the manifest",
    );
  if (!existsSync(join(folder, path))) throw fault("manifest/no-such-file", file, place, `${JSON.stringify(path)} is not there`, "create it, or mend the path");
};

/** All words of a step that placeholders may stand in. */
export const stepWords = (step: BuildStep): readonly string[] => {
  if ("run" in step) return [...step.run, ...(step.fetch ?? []), ...Object.values(step.env ?? {}), step.cwd ?? "", step.when ?? ""];
  if ("copy" in step) return [step.copy, step.to];
  if ("link" in step) return [step.link, step.to];
  if ("replace" in step) return [step.replace, step.old, step.new];
  return "write" in step ? [step.write, step.text] : [step.remove];
};

/** Checks that every placeholder of some words is known there. */
export const lintWords = (words: readonly string[], known: ReadonlySet<string>, file: string, place: string): void => {
  for (const name of words.flatMap(placeholdersIn)) {
    const base = name.startsWith("sources:") ? "sources:" : name;
    if (!known.has(base))
      throw fault(
        "manifest/placeholder",
        file,
        place,
        `{${name}} is not a placeholder that is known here`,
        `known here: ${[...known].map((word) => `{${word}}`).join(" ")}`,
      );
  }
};

/** Placeholders that packages give; a command that is found on PATH goes by its own name. */
export const packageWords = (packages: Readonly<Record<string, Package>>, ids: readonly string[]): string[] =>
  ids.flatMap((id) => {
    const { bin, path } = packages[id] ?? {};
    return [`package.${id}`, ...[...Object.keys({ ...bin, ...path?.bin }), ...(path ? [path.command] : [])].map((name) => `bin.${name}`)];
  });

/** Checks the packages of a manifest: files that they name, placeholders of their steps. */
export const lintPackages = (packages: Readonly<Record<string, Package>>, folder: string, file: string): void => {
  for (const [id, pack] of Object.entries(packages)) {
    const place = `/package/${id}`;
    if (pack.from === "npm") lintPath(folder, join(pack.lock, "package-lock.json"), file, `${place}/lock`);
    const taken = takenBy(pack);
    const unknown = taken.find((other) => !packages[other] || takenBy(packages[other]).length > 0);
    if (unknown !== undefined) {
      const able = Object.keys(packages).filter((other) => takenBy(packages[other] as Package).length === 0);
      throw fault(
        "manifest/unknown-package",
        file,
        `${place}/takes`,
        `there is no package ${unknown} that takes none itself`,
        `packages are: ${able.join(", ")}`,
      );
    }
    const known = new Set(["package", "work", "manifest", "architecture", ...packageWords(packages, taken)]);
    if (pack.from === "debian" || pack.from === "cargo") {
      pack.steps?.forEach((step, index) => {
        lintWords(stepWords(step), known, file, `${place}/steps/${index}`);
      });
    }
  }
};

/** Checks that a regular expression can be read. */
export const lintPattern = (pattern: string, file: string, place: string): void => {
  try {
    new RegExp(pattern, "m");
  } catch (error) {
    throw fault("manifest/regular-expression", file, place, (error as Error).message, "mend the regular expression");
  }
};

/** Checks that a path holds only plain files, folders and links, as many as a case may have: a pipe would have no end. */
export const lintPlain = (folder: string, path: string, file: string, place: string): void => {
  const full = join(folder, path);
  const status = statSync(full);
  const { things, cut }: Tree = status.isDirectory() ? readTree(full) : { things: new Map([["", status.isFile() ? "folder" : "special"]]), cut: undefined };
  const special = [...things].find(([, thing]) => thing === "special");
  if (special)
    throw fault(
      "manifest/special-file",
      file,
      place,
      `${JSON.stringify(join(path, pathText(special[0])))} is neither file, folder nor link`,
      "a fixture has plain files, folders and links: remove the pipe, socket or device",
    );
  if (cut !== undefined)
    throw fault(
      "manifest/too-large",
      file,
      place,
      `${JSON.stringify(path)} has more than a directory of a case may have (${cut})`,
      `at most ${treeLimits.entries} entries`,
    );
};
