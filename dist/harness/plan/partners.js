import { wantedCases } from "./candidates.js";
import { keepsOf } from "./elsewhere.js";
import { namedCells } from "./filter.js";
import { laneCandidates } from "./lanes.js";
const keyOf = ({ runtime, release, keep, launcher, architecture }) => [runtime, release.version ?? "", keep, launcher.kind, architecture].join(" ");
/**
 * The lanes in which roles of other cells may run, besides `candidates`: of the same releases, in the Keeps that programs of the
 * wanted cases name, whatever the filter says of Keeps. A profile that runs the bare machine alone has them only for cells
 * that the filter names whole.
 */
export const partnerCandidates = (catalog, profile, filter, builds, candidates, own) => {
    const named = new Set(namedCells(filter).map(({ workload, case: name }) => `${workload}/${name}`));
    const keeps = new Set(builds.flatMap((build) => wantedCases(catalog, profile, filter, build)
        .filter(({ id }) => profile.lanes === "all" || named.has(`${build.workload}/${id}`))
        .flatMap(keepsOf)));
    if (keeps.size === 0)
        return [];
    const there = new Set(candidates.filter(({ variant }) => variant === undefined).map(keyOf));
    const beside = ({ release, architecture, keep }) => candidates.some((other) => other.release === release && other.architecture === architecture && other.variant === undefined && other.keep !== keep);
    const releases = [...new Map(candidates.map(({ runtime, release }) => [release, { runtime, release }])).values()];
    return laneCandidates(catalog, { ...profile, lanes: "all" }, [], own, releases).filter((candidate) => candidate.variant === undefined && keeps.has(candidate.keep) && beside(candidate) && !there.has(keyOf(candidate)));
};
