import { readdirSync } from "node:fs";
import { join } from "node:path";
import { shownPath } from "../host/home.ts";
import type { Placed } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import type { WorkloadManifest } from "../model/generated/workload.ts";
import type { Target } from "../model/words.ts";
import { fault, lintPattern } from "./lint-words.ts";
import { withLines } from "./locate.ts";
import { readManifest } from "./read-manifest.ts";

type Ids = ReadonlyMap<Target, unknown>;

/** What to say of a target that has no file. */
export const knownTargets = (targets: Ids): string => (targets.size > 0 ? `targets are: ${[...targets.keys()].join(", ")}` : "add a file to targets/");

/** Checks what a schema cannot say of a target: patterns that can be read. */
export const lintTarget = ({ imports, takes, program }: TargetManifest, file: string): void => {
  const lint = (patterns: readonly string[], place: string): void =>
    patterns.forEach((pattern, index) => {
      lintPattern(pattern, file, `${place}/${index}`);
    });
  lint(imports, "/imports");
  for (const [capability, patterns] of Object.entries(takes ?? {})) lint(patterns, `/takes/${capability}`);
  for (const [kind, patterns] of Object.entries(program ?? {})) lint(patterns, `/program/${kind}`);
};

/** Reads and checks the files of targets, by id; throws a GatehouseError for the first one that is wrong. */
export const loadTargets = async (root: string, files: ReadonlyMap<Target, string>): Promise<Map<Target, TargetManifest>> => {
  const load = async ([id, file]: [Target, string]): Promise<[Target, TargetManifest]> => {
    const manifest = await readManifest<TargetManifest>("target", file, root, id);
    await withLines(root, () => lintTarget(manifest, shownPath(root, file)));
    return [id, manifest];
  };
  return new Map(await Promise.all([...files].map(load)));
};

const lintAll = (named: readonly (readonly [place: string, target: Target])[], targets: Ids, file: string): void => {
  for (const [place, target] of named)
    if (!targets.has(target)) throw fault("manifest/unknown-target", file, place, `there is no target ${target}`, knownTargets(targets));
};

/** Checks that the targets of a language's toolchains and smoke programs have files. */
export const lintLanguageTargets = ({ folder, manifest }: Placed<LanguageManifest>, targets: Ids, root: string): void => {
  const named = Object.entries(manifest.toolchain).flatMap(([id, { target }]) =>
    Object.keys(target).map((name) => [`/toolchain/${id}/target/${name}`, name] as const),
  );
  lintAll(named, targets, shownPath(root, join(folder, "language.toml")));
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith("smoke."))) {
    const target = name.slice("smoke.".length);
    if (targets.has(target)) continue;
    const place = { file: shownPath(root, join(folder, name)) };
    throw new GatehouseError("manifest/unknown-target", `there is no target ${target}`, { hint: knownTargets(targets), place });
  }
};

/** Checks that the targets of a runtime and of its variants have files. */
export const lintRuntimeTargets = ({ folder, manifest }: Placed<RuntimeManifest>, targets: Ids, root: string): void => {
  const own = Object.keys(manifest.target).map((name) => [`/target/${name}`, name] as const);
  const ofVariants = Object.entries(manifest.variant ?? {}).flatMap(([id, variant]) =>
    (variant.targets ?? []).map((name, index) => [`/variant/${id}/targets/${index}`, name] as const),
  );
  lintAll([...own, ...ofVariants], targets, shownPath(root, join(folder, "runtime.toml")));
};

/** Checks that the targets of a workload's cases have files. */
export const lintWorkloadTargets = ({ folder, manifest }: Placed<WorkloadManifest>, targets: Ids, root: string): void => {
  const named = manifest.case.flatMap((entry, at) => (entry.targets ?? []).map((name, index) => [`/case/${at}/targets/${index}`, name] as const));
  lintAll(named, targets, shownPath(root, join(folder, "workload.toml")));
};
