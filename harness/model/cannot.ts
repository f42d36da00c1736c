import type { Workload } from "./catalog.ts";
import type { CannotPort, WorkloadManifest } from "./generated/workload.ts";
import { candidateSuffix } from "./ids.ts";

/** Why no port of a workload can be written in a language, whatever the toolchain; undefined where one can. */
export const cannotIn = (manifest: WorkloadManifest, language: string): CannotPort | undefined =>
  manifest.cannot?.find((own) => own.language === language && own.toolchain === undefined);

/** Whether a workload says that one toolchain cannot build the port that its language has. A candidate is as able as what it may replace. */
export const cannotBuild = ({ manifest }: Pick<Workload, "manifest">, language: string, toolchain: string): boolean =>
  manifest.cannot?.some((own) => own.language === language && [own.toolchain, `${own.toolchain}${candidateSuffix}`].includes(toolchain)) === true;
