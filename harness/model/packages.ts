import type { Package } from "./generated/package.ts";

/** Packages of the same manifest that build this one, and that nothing else is given. */
export const takenBy = (pack: Package): readonly string[] => (pack.from === "cargo" ? pack.takes : []);

/** Whether a package is compiled on the spot by a compiler that a release may name. */
export const namesCompiler = (pack: Package | undefined): boolean => pack?.from === "go";

/** Packages of a manifest whose programs run something: all but those that only build others. */
export const usedPackages = (packages: Readonly<Record<string, Package>>): string[] => {
  const taken = new Set(Object.values(packages).flatMap(takenBy));
  return Object.keys(packages).filter((id) => !taken.has(id));
};
