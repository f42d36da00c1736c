import type { Case } from "./contract.ts";
import { GatehouseError } from "./errors.ts";
import type { KeepManifest } from "./generated/keep.ts";
import type { LanguageManifest } from "./generated/language.ts";
import type { ReleaseManifest } from "./generated/releases.ts";
import type { RuntimeManifest } from "./generated/runtime.ts";
import type { TargetManifest } from "./generated/target.ts";
import type { WorkloadManifest } from "./generated/workload.ts";
import type { Reference } from "./speed.ts";
import type { Target } from "./words.ts";

/** A manifest with the absolute folder that it stands in. */
export interface Placed<M> {
  readonly folder: string;
  readonly manifest: M;
}

/** A runtime with its releases, in the order of its releases.toml. */
export interface PlacedRuntime extends Placed<RuntimeManifest> {
  readonly releases: readonly ReleaseManifest[];
}

/** A workload in one language; `target` where it has files for that target only. */
export interface Port {
  readonly workload: string;
  readonly language: string;
  readonly target: Target | undefined;
  /** The folder that it was found by. */
  readonly folder: string;
  /** All folders that its sources come from, in the order in which they lie over one another; `NAME.TARGET` lies over each `NAME`. */
  readonly layers: readonly string[];
}

export interface Workload extends Placed<WorkloadManifest> {
  readonly cases: readonly Case[];
  readonly ports: readonly Port[];
}

/** Whether `gatehouse bench` measures a case. */
export const isMeasured = ({ manifest }: Workload, caseId: string): boolean =>
  manifest.kind === "benchmark" || manifest.case.some(({ id, bench }) => id === caseId && bench === true);

/** Ids of the languages that others are held against, the first one first. */
export const referenceLanguages = (catalog: Pick<Catalog, "languages">): string[] => {
  const rank = (id: string): number => catalog.languages.get(id)?.manifest.reference ?? 0;
  return [...catalog.languages.keys()].filter((id) => rank(id) > 0).sort((a, b) => rank(a) - rank(b));
};

/** The first of them. */
export const referenceLanguage = (catalog: Pick<Catalog, "languages">): Reference | undefined => {
  const [id] = referenceLanguages(catalog);
  return id === undefined ? undefined : { id, name: catalog.languages.get(id)?.manifest.name ?? id };
};

/** The ids of a project by the filter word that they belong to: a bare word of a filter may be one of them. */
export type NamedIds = Readonly<Record<"workload" | "language" | "runtime" | "keep", readonly string[]>>;

/** Everything that targets, languages, workloads, harness/runtimes and harness/keeps declare, checked. */
export interface Catalog {
  readonly root: string;
  /** Modules that belong to every language, by name: the folder, which is there itself or for some targets. */
  readonly modules: ReadonlyMap<string, string>;
  /** Files of known failures; of one that is `whole` each pattern must fit something. */
  readonly expectations: readonly { readonly file: string; readonly whole: boolean }[];
  readonly policy: string | undefined;
  /** Files of known differences between engines. */
  readonly differences: readonly string[];
  readonly targets: ReadonlyMap<Target, TargetManifest>;
  readonly languages: ReadonlyMap<string, Placed<LanguageManifest>>;
  readonly workloads: ReadonlyMap<string, Workload>;
  /** Ids of workloads that were not read, since no filter of this run can select a cell of theirs. */
  readonly unread: readonly string[];
  readonly runtimes: ReadonlyMap<string, PlacedRuntime>;
  readonly keeps: ReadonlyMap<string, Placed<KeepManifest>>;
}

/** A route's tier: its toolchain's own, else its language's, and 3 where the catalog lacks the language. */
export const tierOf = (catalog: Pick<Catalog, "languages">, { language, toolchain }: { readonly language: string; readonly toolchain: string }): 1 | 2 | 3 => {
  const manifest = catalog.languages.get(language)?.manifest;
  return manifest?.toolchain[toolchain]?.tier ?? manifest?.tier ?? 3;
};

/** Whether a toolchain of a language is a further one: who names the language alone does not ask for it. */
export const isFurther = (
  { languages }: Pick<Catalog, "languages">,
  { language, toolchain }: { readonly language: string; readonly toolchain: string },
): boolean => languages.get(language)?.manifest.toolchain[toolchain]?.tier !== undefined;

/** Of several that fit a text, those of no further toolchain; all, where only these fit. */
export const withoutFurther = <T>(
  catalog: Pick<Catalog, "languages">,
  fitting: readonly T[],
  routeOf: (each: T) => Parameters<typeof isFurther>[1],
): readonly T[] => {
  const own = fitting.filter((each) => !isFurther(catalog, routeOf(each)));
  return own.length > 0 ? own : fitting;
};

/** The language whose ports are binaries. Throws a GatehouseError where a catalog has none. */
export const binariesOf = ({ languages }: Pick<Catalog, "languages">) => {
  for (const [language, { manifest }] of languages) {
    const [toolchain] = Object.keys(manifest.toolchain);
    if (manifest.binary !== undefined && toolchain !== undefined) return { language, toolchain, file: manifest.binary };
  }
  throw new GatehouseError("shrink/no-language", "no language of the catalog takes binaries as they are", { hint: 'add one with the key binary = "FILE"' });
};
