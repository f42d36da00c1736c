import { join } from "node:path";
import { shownPath } from "../host/home.ts";
import type { Placed } from "../model/catalog.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { WorkloadManifest } from "../model/generated/workload.ts";
import { fault } from "./lint-words.ts";

/** Checks that the toolchains of a workload's `cannot` are toolchains of their languages. */
export const lintCannot = ({ folder, manifest }: Placed<WorkloadManifest>, languages: ReadonlyMap<string, Placed<LanguageManifest>>, root: string): void => {
  (manifest.cannot ?? []).forEach(({ language, toolchain }, index) => {
    const known = Object.keys(languages.get(language)?.manifest.toolchain ?? {});
    if (toolchain === undefined || known.includes(toolchain)) return;
    const place = `/cannot/${index}/toolchain`;
    const file = shownPath(root, join(folder, "workload.toml"));
    throw fault("workload/unknown-toolchain", file, place, `${language} has no toolchain ${toolchain}`, `its toolchains are: ${known.join(", ")}`);
  });
};
