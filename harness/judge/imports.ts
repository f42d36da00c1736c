import type { TargetManifest } from "../model/generated/target.ts";
import { matches } from "../model/patterns.ts";
import { compare, valid } from "../model/semver.ts";
import type { Capability } from "../model/words.ts";

/** Of capabilities, those that an artifact cannot have shown: their target says which imports they take, and it has none of these. */
export const lackingImports = (target: TargetManifest | undefined, imports: readonly string[], needs: readonly Capability[]): Capability[] =>
  needs.filter((need) => {
    const taken = target?.takes?.[need];
    return taken !== undefined && !imports.some((name) => taken.length > 0 && matches(name, taken));
  });

const versionOf = (name: string): string => name.split("@")[1] ?? "";

// Functions of a module have no versions, and semver throws errors to itself for each.
const hasVersion = (name: string): boolean => name.includes("@") && valid(versionOf(name)) !== null;

/** The interface of the newest version that a component imports, which an older engine lacks; undefined where none has a version. */
export const newestImport = (imports: readonly string[]): string | undefined =>
  imports
    .filter(hasVersion)
    .reduce<string | undefined>((newest, name) => (newest !== undefined && compare(versionOf(newest), versionOf(name)) >= 0 ? newest : name), undefined);

/**
 * Imports of an artifact (`MODULE#NAME`, or an interface's name) that no host of its target has to provide; none where the
 * target has no file any more.
 */
export const foreignImports = (target: TargetManifest | undefined, imports: readonly string[]): string[] => {
  if (!target) return [];
  return imports.filter((name) => !matches(name, target.imports));
};
