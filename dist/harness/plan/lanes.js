import { resolveRuntime } from "../model/resolve.js";
import { candidateFacts } from "./candidates.js";
import { namedCells, selects } from "./filter.js";
/** The bare machine: what a lane is where nothing is between the program and its host. */
const bare = { keep: "nil", launcher: "host" };
const know = (placed, { version }) => {
    const runtime = resolveRuntime(placed.manifest, placed.releases, version);
    return { ...placed, has: (kind, id) => version === undefined || Object.hasOwn(runtime[kind], id) };
};
const canBring = (launcher, manifest, own) => {
    const architecture = launcher.architecture ?? own;
    if (launcher.runtimes && !launcher.runtimes.includes(manifest.id))
        return false;
    return architecture === own ? launcher.kind !== "qemu-user" : (manifest.architectures ?? []).some((each) => each === architecture);
};
// A runtime that makes Keeps itself does so as a process of the host; others, and machines, get in as the Keep says.
const waysOf = (catalog, { manifest, has }, own) => {
    const made = Object.keys(manifest.keep ?? {})
        .filter((keep) => catalog.keeps.has(keep) && has("keep", keep))
        .map((keep) => ({ keep, launcher: { kind: "host" } }));
    const entered = [...catalog.keeps.values()].flatMap(({ manifest: keep }) => keep.launcher
        .filter((launcher) => canBring(launcher, manifest, own) && !(manifest.keep && launcher.kind === "host"))
        .map((launcher) => ({ keep: keep.id, launcher })));
    return [...made, ...entered];
};
const variantsOf = ({ manifest, has }, { keep, launcher }) => [
    undefined,
    ...Object.entries(manifest.variant ?? {})
        .filter(([id, variant]) => has("variant", id) && (variant.in?.includes(`${keep}:${launcher.kind}`) ?? true))
        .map(([id]) => id),
];
/** Whether a lane is what a wish asks for; what the wish leaves open, any lane has. */
export const fulfils = (id, { runtime, version, keep, launcher, variant, architecture }) => runtime === id.runtime &&
    (version === undefined || version === id.version) &&
    keep === id.keep &&
    launcher === id.launcher &&
    variant === id.variant &&
    architecture === id.architecture;
/** Whether a candidate may turn out to be this lane; only a machine tells by what accelerator. */
export const mayBecome = (candidate, id) => fulfils(id, toWish(candidate));
/** A candidate as an agenda asks for it. */
export const toWish = ({ runtime, release, keep, launcher, variant, architecture }) => ({
    runtime,
    ...(release.version === undefined ? {} : { version: release.version }),
    keep,
    launcher: launcher.kind,
    ...(variant === undefined ? {} : { variant }),
    architecture,
});
/** The candidates by which a machine of architecture `own` may fulfil wishes, in their order; a wish that its manifests do not know has none. */
export const candidatesFor = (catalog, wishes, own) => wishes.flatMap((wish) => {
    const placed = catalog.runtimes.get(wish.runtime);
    if (!placed)
        return [];
    const known = placed.releases.filter(({ version }) => version === wish.version);
    const releases = known.length > 0 || wish.version === undefined ? known : [{ version: wish.version, current: true }];
    return releases.flatMap((release) => waysOf(catalog, know(placed, release), own)
        .map((way) => ({ runtime: wish.runtime, release, ...way, variant: wish.variant, architecture: way.launcher.architecture ?? own }))
        .filter((candidate) => {
        const { version: _, ...asked } = wish;
        const { version: __, ...given } = toWish(candidate);
        return JSON.stringify({ ...given, partner: wish.partner }) === JSON.stringify({ ...asked, partner: wish.partner });
    }));
});
/**
 * Every lane that manifests allow on a machine of architecture `own`, that the profile runs and the filter may want: each release
 * by each way into a Keep, in each variant. The lane of a cell that the filter names whole counts in every profile.
 * `releases` stand in for the profile's own where they are named.
 */
export const laneCandidates = (catalog, profile, filter, own, releases) => {
    const named = namedCells(filter);
    const isNamed = (candidate) => named.some(({ lane }) => mayBecome(candidate, lane));
    const wanted = releases ??
        [...catalog.runtimes.values()].flatMap(({ manifest, releases: all }) => all.map((release) => ({ runtime: manifest.id, release })));
    return wanted
        .flatMap((candidate) => {
        const placed = catalog.runtimes.get(candidate.runtime);
        if (!placed)
            return [];
        const runtime = know(placed, candidate.release);
        return waysOf(catalog, runtime, own).flatMap((way) => variantsOf(runtime, way).map((variant) => ({ ...candidate, ...way, variant, architecture: way.launcher.architecture ?? own })));
    })
        .filter((candidate) => {
        if (isNamed(candidate))
            return true;
        const { release, keep, launcher, variant, architecture } = candidate;
        if (!(releases ?? profile.history) && !release.current)
            return false;
        return profile.lanes === "all" || (keep === bare.keep && launcher.kind === bare.launcher && variant === undefined && architecture === own);
    })
        .filter((candidate) => selects(filter, candidateFacts(candidate)));
};
