import { resolve } from "node:path";
import { isRunnable } from "../host/which.ts";
import type { Catalog } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { Package } from "../model/generated/package.ts";
import { type CellId, candidateSuffix } from "../model/ids.ts";
import { readHeader } from "../record/read.ts";
import { findJournal, listRuns } from "../record/runs.ts";

/** A toolchain's program that nobody has published yet, as the user names it. */
export interface ToolchainTrial {
  /** PACKAGE@path:FILE. */
  readonly name: string;
  readonly package: string;
  readonly path: string;
}

/** Reads PACKAGE@path:FILE. Throws a GatehouseError where it is none, or no language has such a package. */
export const parseTrial = (text: string, catalog: Catalog): ToolchainTrial => {
  const match = /^([a-z0-9-]+)@path:(.+)$/.exec(text);
  const known = [...new Set([...catalog.languages.values()].flatMap(({ manifest }) => Object.keys(manifest.package ?? {})))].sort();
  if (!match || !known.includes(match[1] as string))
    throw new GatehouseError("gate/toolchain", match ? `no language has a package ${JSON.stringify(match[1])}` : `not a toolchain: ${JSON.stringify(text)}`, {
      hint: `write PACKAGE@path:FILE; packages are: ${known.join(", ")}`,
    });
  const path = resolve(match[2] as string);
  if (!isRunnable(path))
    throw new GatehouseError("gate/toolchain", `${path} is not there, or is no executable file`, { hint: "name the toolchain's binary, and `chmod +x` it" });
  return { name: `${match[1]}@path:${path}`, package: match[1] as string, path };
};

/** Whether a part of a manifest names files of a package, and not its program alone. */
export const usesFolder = (value: unknown, id: string): boolean => JSON.stringify(value).includes(`{package.${id}}`);

/** A package that is a program on disk. What tells its version is the question of the package for a program on PATH, or that of the toolchain. */
export const onDisk = (pack: Package, version: readonly string[], path: string): Package => ({
  from: "path",
  path: {
    command: path,
    version: [...(pack.path?.version ?? version.slice(1))],
    range: "*",
    hint: "name the toolchain's binary",
    bin: Object.fromEntries(("bin" in pack ? Object.keys(pack.bin ?? {}) : [pack.path?.command ?? ""]).map((name) => [name, path])),
  },
});

const duplicate = (manifest: LanguageManifest, trial: ToolchainTrial): LanguageManifest => {
  const own = manifest.package?.[trial.package];
  const using = Object.entries(manifest.toolchain).filter(([, { packages }]) => packages.includes(trial.package));
  if (!own || using.length === 0) return manifest;
  const id = `${trial.package}${candidateSuffix}`;
  const first = using[0]?.[1].version ?? [];
  for (const [name, toolchain] of using)
    if (usesFolder(toolchain, trial.package))
      throw new GatehouseError("gate/toolchain", `${manifest.id}/${name} uses files of the package ${trial.package}, not its program alone`, {
        hint: "such a toolchain is tried by its language.toml: a release of the package by version and digest",
      });
  return {
    ...manifest,
    package: { ...manifest.package, [id]: onDisk(own, first, trial.path) },
    toolchain: {
      ...manifest.toolchain,
      ...Object.fromEntries(
        using.map(([name, toolchain]) => [
          `${name}${candidateSuffix}`,
          { ...toolchain, packages: toolchain.packages.map((each) => (each === trial.package ? id : each)) },
        ]),
      ),
    },
  };
};

/** The catalog with a second toolchain, NAME-candidate, beside each that uses the package on trial; and the names of both, LANGUAGE/TOOLCHAIN. */
export const withTrial = (catalog: Catalog, trial: ToolchainTrial): { readonly catalog: Catalog; readonly names: readonly string[] } => {
  const languages = new Map([...catalog.languages].map(([id, placed]) => [id, { ...placed, manifest: duplicate(placed.manifest, trial) }]));
  const names = [...languages.values()].flatMap(({ manifest }) =>
    Object.keys(manifest.toolchain)
      .filter((name) => name.endsWith(candidateSuffix))
      .flatMap((name) => [`${manifest.id}/${name}`, `${manifest.id}/${name.slice(0, -candidateSuffix.length)}`]),
  );
  return { catalog: { ...catalog, languages }, names };
};

/**
 * The catalog with the compiler on trial that built some of these cells, as the newest run with such a trial names it; undefined
 * where no cell needs one. Throws a GatehouseError where no run tells which compiler it was.
 */
export const trialOf = (
  root: string,
  catalog: Catalog,
  cells: readonly CellId[],
): { readonly catalog: Catalog; readonly trial: ToolchainTrial } | undefined => {
  const wanted = cells.filter(({ toolchain }) => toolchain.endsWith(candidateSuffix)).map(({ language, toolchain }) => `${language}/${toolchain}`);
  if (wanted.length === 0) return undefined;
  const said = listRuns(root).flatMap((run) => readHeader(findJournal(root, run))?.trial ?? []);
  for (const text of [...new Set(said.reverse())]) {
    const trial = parseTrial(text, catalog);
    const tried = withTrial(catalog, trial);
    if (wanted.every((name) => tried.names.includes(name))) return { catalog: tried.catalog, trial };
  }
  throw new GatehouseError("gate/trial", `no run here tells which compiler ${wanted[0]} is`, {
    hint: "try it again: gatehouse gate --toolchain PACKAGE@path:FILE",
  });
};
