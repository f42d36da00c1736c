import pLimit from "p-limit";
import { type BuildJob, type BuildResult, build, recipeDigest } from "../build/build.ts";
import { freeMemoryMib } from "../host/machine.ts";
import type { Launcher } from "../launch/launcher.ts";

/** A build may take gigabytes: fewer run at once where memory is short. */
const leastMemoryPerBuildMib = 1500;

/** How many builds run at once where there are so many jobs. */
export const buildsAtOnce = (jobs: number): number => Math.max(1, Math.min(jobs, Math.floor(freeMemoryMib() / leastMemoryPerBuildMib)));

/** The builds of a session. Whoever begins them says how many run at once. */
export interface Begun {
  readonly limit: ReturnType<typeof pLimit>;
  /** Builds that were begun while other toolchains were still provisioned, by build id; the run that wants one takes it over. */
  readonly results: Map<string, Promise<BuildResult>>;
  /** The last build of each recipe, by its digest. */
  readonly recipes: Map<string, Promise<BuildResult>>;
}

export const noneBegun = (): Begun => ({ limit: pLimit(1), results: new Map(), recipes: new Map() });

/** Builds a program when a place is free. The same recipe for another workload takes none before: then it finds the artifact. */
export const buildInTurn = async ({ limit, recipes }: Begun, job: BuildJob, store: string, launcher: Launcher): Promise<BuildResult> => {
  const recipe = recipeDigest(job);
  const before = recipes.get(recipe) ?? Promise.resolve();
  const start = (): Promise<BuildResult> => limit(() => build(job, store, launcher));
  const own = before.then(start, start);
  recipes.set(recipe, own);
  return own;
};
