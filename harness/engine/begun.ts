import pLimit from "p-limit";
import type { BuildResult } from "../build/build.ts";
import { freeMemoryMib } from "../host/machine.ts";

/** A build may take gigabytes: fewer run at once where memory is short. */
const leastMemoryPerBuildMib = 1500;

/** How many builds run at once where there are so many jobs. */
export const buildsAtOnce = (jobs: number): number => Math.max(1, Math.min(jobs, Math.floor(freeMemoryMib() / leastMemoryPerBuildMib)));

/** Builds that were begun while other toolchains were still provisioned, by build id; the run that wants one takes it over. */
export interface Begun {
  readonly limit: ReturnType<typeof pLimit>;
  readonly results: Map<string, Promise<BuildResult>>;
}

/** A session's place for such builds; whoever begins them says how many run at once. */
export const noneBegun = (): Begun => ({ limit: pLimit(1), results: new Map() });
