import { candidateSuffix, printCell, printLane, printRelease, printRoute, printTrack } from "../model/ids.js";
import { selects } from "./filter.js";
import { takesCase } from "./profile.js";
/** Facts of a workload's case, for filters. */
export const caseFacts = (workload, caseId) => ({
    workload: workload.manifest.id,
    case: [caseId, `${workload.manifest.id}/${caseId}`],
    kind: workload.manifest.kind,
    capability: workload.cases.find((entry) => entry.id === caseId)?.needs ?? [],
    role: workload.manifest.roles ?? ["main"],
});
/** Facts of a route, for filters. */
export const routeFacts = (route) => ({
    language: route.language,
    toolchain: [route.toolchain, `${route.language}/${route.toolchain}`],
    target: route.target,
    route: printRoute(route),
});
/** Facts of a port by a route, for filters. */
export const buildFacts = (catalog, build) => ({
    ...routeFacts(build),
    port: `${build.workload}/${build.language}`,
    tier: String(catalog.languages.get(build.language)?.manifest.tier ?? ""),
});
/** Facts of a lane, for filters. */
export const laneFacts = (lane) => ({
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
export const candidateFacts = ({ runtime, release, keep, launcher, variant, architecture }) => ({
    runtime,
    ...(release.version ? { release: printRelease({ runtime, version: release.version }) } : {}),
    keep,
    launcher: launcher.kind,
    variant: variant ?? [],
    architecture,
});
/** Facts of a cell, for filters; of a workload that the catalog lacks, only its names. */
export const cellFacts = (catalog, id) => {
    const workload = catalog.workloads.get(id.workload);
    const names = { workload: id.workload, case: [id.case, `${id.workload}/${id.case}`] };
    return { ...(workload ? caseFacts(workload, id.case) : names), ...buildFacts(catalog, id), ...laneFacts(id.lane), cell: printCell(id) };
};
/** Every port of a workload by every toolchain of its language, for every target that both have. */
export const portBuilds = (catalog, workload) => workload.ports.flatMap((port) => {
    const toolchains = Object.entries(catalog.languages.get(port.language)?.manifest.toolchain ?? {});
    // What a language has for one target counts there, with the general files below it.
    const isOwn = (target) => workload.ports.some((other) => other.language === port.language && other.target === target);
    return toolchains.flatMap(([toolchain, manifest]) => Object.keys(manifest.target)
        .filter((target) => (port.target === undefined ? !isOwn(target) : port.target === target))
        .map((target) => ({ workload: workload.manifest.id, language: port.language, toolchain, target, port })));
});
/** The cases of a port by a route that the profile and the filter may want. */
export const wantedCases = (catalog, profile, filter, build) => {
    const workload = catalog.workloads.get(build.workload);
    if (!workload)
        return [];
    const cases = workload.cases.filter(({ id }) => takesCase(profile, filter, workload, id));
    return cases.filter(({ id }) => selects(filter, { ...caseFacts(workload, id), ...buildFacts(catalog, build) }));
};
/** Every port that the profile and the filter may want, by every toolchain of its language, for every target that both have. */
export const buildCandidates = (catalog, profile, filter) => [...catalog.workloads.values()].flatMap((workload) => portBuilds(catalog, workload).filter((build) => wantedCases(catalog, profile, filter, build).length > 0));
/** The programs that lanes are tried with before they are trusted, for these targets; no filter leaves them out. */
export const trustCandidates = (catalog, targets) => [...catalog.workloads.values()]
    .filter((workload) => workload.manifest.kind === "trust")
    .flatMap((workload) => portBuilds(catalog, workload).filter((build) => targets.has(build.target) && !build.toolchain.endsWith(candidateSuffix)));
