import { cannotBuild } from "../model/cannot.ts";
import { type Catalog, isFurther, type Port, tierOf, type Workload } from "../model/catalog.ts";
import type { Case } from "../model/contract.ts";
import type { KeepLauncher } from "../model/generated/keep.ts";
import type { ReleaseManifest } from "../model/generated/releases.ts";
import { type CellId, candidateSuffix, type LaneId, printCell, printLane, printRelease, printRoute, printTrack, type Route } from "../model/ids.ts";
import type { Target } from "../model/words.ts";
import type { Facts, Filter } from "./filter.ts";
import { selects } from "./filter.ts";
import { type Profile, takesCase, takesLanguage } from "./profile.ts";

/** A runtime's release that a run may use; its version is unknown where whatever is on PATH counts. */
export interface ReleaseCandidate {
  readonly runtime: string;
  readonly release: ReleaseManifest;
}

/** A release in a Keep, by one launcher, in one variant: what may become a lane. */
export interface LaneCandidate extends ReleaseCandidate {
  readonly keep: string;
  readonly launcher: KeepLauncher;
  readonly variant: string | undefined;
  readonly architecture: string;
}

/** A port by a route: something to compile. */
export interface BuildCandidate extends Route {
  readonly workload: string;
  readonly port: Port;
}

/** Facts of a workload's case, for filters. */
export const caseFacts = (workload: Workload, caseId: string): Facts => ({
  workload: workload.manifest.id,
  case: [caseId, `${workload.manifest.id}/${caseId}`],
  kind: workload.manifest.kind,
  capability: workload.cases.find((entry) => entry.id === caseId)?.needs ?? [],
  role: workload.manifest.roles ?? ["main"],
});

/** Facts of a route, for filters. */
export const routeFacts = (route: Route): Facts => ({
  language: route.language,
  toolchain: [route.toolchain, `${route.language}/${route.toolchain}`],
  target: route.target,
  route: printRoute(route),
});

/** Facts of a port by a route, for filters. */
export const buildFacts = (catalog: Catalog, build: Route & { readonly workload: string }): Facts => ({
  ...routeFacts(build),
  port: `${build.workload}/${build.language}`,
  tier: String(tierOf(catalog, build)),
});

/** Facts of a lane, for filters. */
export const laneFacts = (lane: LaneId): Facts => ({
  runtime: lane.runtime,
  release: printRelease(lane),
  keep: lane.keep,
  launcher: lane.launcher,
  lane: printLane(lane),
  variant: lane.variant ?? [],
  architecture: lane.architecture,
  track: printTrack(lane),
});

/** What is known of a lane before it is probed, for filters. */
export const candidateFacts = ({ runtime, release, keep, launcher, variant, architecture }: LaneCandidate): Facts => ({
  runtime,
  ...(release.version ? { release: printRelease({ runtime, version: release.version }) } : {}),
  keep,
  launcher: launcher.kind,
  variant: variant ?? [],
  architecture,
});

/** Facts of a cell, for filters; of a workload that the catalog lacks, only its names. */
export const cellFacts = (catalog: Catalog, id: CellId): Facts => {
  const workload = catalog.workloads.get(id.workload);
  const names = { workload: id.workload, case: [id.case, `${id.workload}/${id.case}`] };
  return { ...(workload ? caseFacts(workload, id.case) : names), ...buildFacts(catalog, id), ...laneFacts(id.lane), cell: printCell(id) };
};

/** Every port of a workload by every toolchain of its language that can build it, for every target that both have. */
export const portBuilds = (catalog: Catalog, workload: Workload): BuildCandidate[] =>
  workload.ports.flatMap((port) => {
    const toolchains = Object.entries(catalog.languages.get(port.language)?.manifest.toolchain ?? {});
    // What a language has for one target counts there, with the general files below it.
    const isOwn = (target: Target): boolean => workload.ports.some((other) => other.language === port.language && other.target === target);
    const able = toolchains.filter(([toolchain]) => !cannotBuild(workload, port.language, toolchain));
    return able.flatMap(([toolchain, manifest]) =>
      Object.entries(manifest.target)
        .filter(([target, { own }]) => (port.target === undefined ? !own && !isOwn(target) : port.target === target))
        .map(([target]) => ({ workload: workload.manifest.id, language: port.language, toolchain, target, port })),
    );
  });

/** Finds the port of a workload by a route; each workload's ports are listed once. */
export const portFinder = (catalog: Catalog): ((id: Route & { readonly workload: string }) => BuildCandidate | undefined) => {
  const builds = new Map<string, ReadonlyMap<string, BuildCandidate>>();
  return (id) => {
    const workload = catalog.workloads.get(id.workload);
    if (workload && !builds.has(id.workload)) builds.set(id.workload, new Map(portBuilds(catalog, workload).map((build) => [printRoute(build), build])));
    return builds.get(id.workload)?.get(printRoute(id));
  };
};

/** The cases of a port by a route that the profile and the filter may want. */
export const wantedCases = (catalog: Catalog, profile: Profile, filter: Filter, build: BuildCandidate): Case[] => {
  const workload = catalog.workloads.get(build.workload);
  const facts = buildFacts(catalog, build);
  // Of a further toolchain the language's name does not ask.
  if (!workload || !takesLanguage(profile, filter, isFurther(catalog, build) ? { ...facts, language: [], port: [] } : facts)) return [];
  const cases = workload.cases.filter(({ id }) => takesCase(profile, filter, workload, id));
  return cases.filter(({ id }) => selects(filter, { ...caseFacts(workload, id), ...facts }));
};

/** Every port that the profile and the filter may want, by every toolchain of its language, for every target that both have. */
export const buildCandidates = (catalog: Catalog, profile: Profile, filter: Filter): BuildCandidate[] =>
  [...catalog.workloads.values()].flatMap((workload) =>
    portBuilds(catalog, workload).filter((build) => wantedCases(catalog, profile, filter, build).length > 0),
  );

/** The programs that lanes are tried with before they are trusted, for these targets; no filter leaves them out. */
export const trustCandidates = (catalog: Catalog, targets: ReadonlySet<Target>): BuildCandidate[] =>
  [...catalog.workloads.values()]
    .filter((workload) => workload.manifest.kind === "trust")
    .flatMap((workload) => portBuilds(catalog, workload).filter((build) => targets.has(build.target) && !build.toolchain.endsWith(candidateSuffix)));
