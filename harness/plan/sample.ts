import { type Catalog, referenceLanguages, type Workload } from "../model/catalog.ts";
import type { Case } from "../model/contract.ts";
import { printRoute } from "../model/ids.ts";
import type { Target } from "../model/words.ts";
import { type BuildCandidate, buildCandidates, portBuilds } from "./candidates.ts";
import type { Profile } from "./profile.ts";

/** The cases of a workload that have a meaning for a target. */
export const casesOf = ({ cases }: Workload, target: Target): readonly Case[] => cases.filter(({ targets }) => targets?.includes(target) ?? true);

/**
 * Few cases that need every capability which any of them needs: for each the case with the fewest needs, the first of equals, without those
 * that the others make needless. Where none needs anything, the first case.
 */
export const sampleOf = <C extends Pick<Case, "needs">>(cases: readonly C[]): readonly C[] => {
  const simplest = new Map<string, C>();
  for (const each of cases)
    for (const capability of each.needs) {
      const known = simplest.get(capability);
      if (!known || each.needs.length < known.needs.length) simplest.set(capability, each);
    }
  let taken = [...new Set(simplest.values())];
  for (const each of taken.toSorted((a, b) => a.needs.length - b.needs.length)) {
    const others = taken.filter((other) => other !== each);
    if (each.needs.every((capability) => others.some(({ needs }) => needs.includes(capability)))) taken = others;
  }
  return taken.length > 0 ? taken : cases.slice(0, 1);
};

/** Whether a port is the one in which a profile that samples runs the whole workload: the first reference language that has a port for the target. */
export const isReference = (catalog: Catalog, { workload, language, target }: BuildCandidate): boolean => {
  const placed = catalog.workloads.get(workload);
  const having = new Set(placed ? portBuilds(catalog, placed).flatMap((each) => (each.target === target ? [each.language] : [])) : []);
  return referenceLanguages(catalog).find((id) => having.has(id)) === language;
};

const makeSamples = (catalog: Catalog, { toolsOnDemand, ...profile }: Profile): ReadonlyMap<string, ReadonlySet<Case>> => {
  const routes = Map.groupBy(buildCandidates(catalog, profile, []), printRoute);
  const samples = [...routes].map(([route, builds]): [string, ReadonlySet<Case>] => {
    const cases = builds.flatMap(({ workload, target }) => casesOf(catalog.workloads.get(workload) as Workload, target));
    return [route, new Set(sampleOf(cases))];
  });
  return new Map(samples);
};

/**
 * The cases that belong to the sample of a port's route: of what the profile would run without a filter, so that a filter never widens it. The samples are made when first asked for.
 */
export const openSamples = (catalog: Catalog, profile: Profile): ((build: BuildCandidate) => ReadonlySet<Case>) => {
  let samples: ReadonlyMap<string, ReadonlySet<Case>> | undefined;
  return (build) => {
    samples ??= makeSamples(catalog, profile);
    return samples.get(printRoute(build)) ?? new Set();
  };
};
