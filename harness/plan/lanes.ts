import type { LaneWish } from "../model/agenda.ts";
import type { Catalog, PlacedRuntime } from "../model/catalog.ts";
import type { KeepLauncher } from "../model/generated/keep.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import type { LaneId } from "../model/ids.ts";
import { type ResolvedRuntime, resolveRuntime } from "../model/resolve.ts";
import { candidateFacts, type LaneCandidate, type ReleaseCandidate } from "./candidates.ts";
import { type Filter, namedCells, namesRuntime, selects } from "./filter.ts";
import type { Profile } from "./profile.ts";

/** What the version of a binary on disk begins with. */
const unpublished = "path:";

/** A way into a Keep. */
interface Way {
  readonly keep: string;
  readonly launcher: KeepLauncher;
}

/** The bare machine: what a lane is where nothing is between the program and its host. */
const bare = { keep: "nil", launcher: "host" } as const;

/** A release's runtime. What is on PATH has no version before it was asked: a range does not leave out what it may have. */
interface Known extends PlacedRuntime {
  readonly has: (kind: keyof Pick<ResolvedRuntime, "keep" | "variant">, id: string) => boolean;
}

const know = (placed: PlacedRuntime, { version }: ReleaseCandidate["release"]): Known => {
  const runtime = resolveRuntime(placed.manifest, placed.releases, version);
  return { ...placed, has: (kind, id) => version === undefined || Object.hasOwn(runtime[kind], id) };
};

const canBring = (launcher: KeepLauncher, manifest: RuntimeManifest, own: string): boolean => {
  const architecture = launcher.architecture ?? own;
  if (launcher.runtimes && !launcher.runtimes.includes(manifest.id)) return false;
  return architecture === own ? launcher.kind !== "qemu-user" : (manifest.architectures ?? []).some((each) => each === architecture);
};

// A runtime that makes Keeps itself does so as a process of the host; others, and machines, get in as the Keep says.
const waysOf = (catalog: Catalog, { manifest, has }: Known, own: string): Way[] => {
  const made = Object.keys(manifest.keep ?? {})
    .filter((keep) => catalog.keeps.has(keep) && has("keep", keep))
    .map((keep): Way => ({ keep, launcher: { kind: "host" } }));
  const entered = [...catalog.keeps.values()].flatMap(({ manifest: keep }) =>
    keep.launcher
      .filter((launcher) => canBring(launcher, manifest, own) && !(manifest.keep && launcher.kind === "host"))
      .map((launcher): Way => ({ keep: keep.id, launcher })),
  );
  return [...made, ...entered];
};

const variantsOf = ({ manifest, has }: Known, { keep, launcher }: Way): (string | undefined)[] => [
  undefined,
  ...Object.entries(manifest.variant ?? {})
    .filter(([id, variant]) => has("variant", id) && (variant.in?.includes(`${keep}:${launcher.kind}`) ?? true))
    .map(([id]) => id),
];

/** The releases of cells that a filter names whole and that nobody has published: no manifest lists them. */
export const namedReleases = (catalog: Catalog, filter: Filter): ReleaseCandidate[] => {
  const named = namedCells(filter).filter(({ lane }) => lane.version.startsWith(unpublished) && catalog.runtimes.has(lane.runtime));
  const versions = new Map(named.map(({ lane: { runtime, version } }) => [`${runtime}@${version}`, { runtime, release: { version, current: true } }]));
  return [...versions.values()];
};

/** Whether a lane is what a wish asks for; what the wish leaves open, any lane has. */
export const fulfils = (id: LaneId, { runtime, version, keep, launcher, variant, architecture }: LaneWish): boolean =>
  runtime === id.runtime &&
  (version === undefined || version === id.version) &&
  keep === id.keep &&
  launcher === id.launcher &&
  variant === id.variant &&
  architecture === id.architecture;

/** Whether a candidate may turn out to be this lane; only a machine tells by what accelerator. */
export const mayBecome = (candidate: LaneCandidate, id: LaneId): boolean => fulfils(id, toWish(candidate));

/** A candidate as an agenda asks for it. */
export const toWish = ({ runtime, release, keep, launcher, variant, architecture }: LaneCandidate): LaneWish => ({
  runtime,
  ...(release.version === undefined ? {} : { version: release.version }),
  keep,
  launcher: launcher.kind,
  ...(variant === undefined ? {} : { variant }),
  architecture,
});

/** The candidates by which a machine of architecture `own` may fulfil wishes, in their order; a wish that its manifests do not know has none. */
export const candidatesFor = (catalog: Catalog, wishes: readonly LaneWish[], own: string): LaneCandidate[] =>
  wishes.flatMap((wish) => {
    const placed = catalog.runtimes.get(wish.runtime);
    if (!placed) return [];
    const known = placed.releases.filter(({ version }) => version === wish.version);
    const releases = known.length > 0 || wish.version === undefined ? known : [{ version: wish.version, current: true }];
    return releases.flatMap((release) =>
      waysOf(catalog, know(placed, release), own)
        .map((way): LaneCandidate => ({ runtime: wish.runtime, release, ...way, variant: wish.variant, architecture: way.launcher.architecture ?? own }))
        .filter((candidate) => {
          const { version: _, partner: __, sampled: ___, ...asked } = wish;
          const { version: ____, ...given } = toWish(candidate);
          return JSON.stringify(given) === JSON.stringify(asked);
        }),
    );
  });

/**
 * Every lane that manifests allow on a machine of architecture `own`, that the profile runs and the filter may want: each release
 * by each way into a Keep, in each variant. The lane of a cell that the filter names whole counts in every profile.
 * `releases` stand in for the profile's own where they are named.
 */
export const laneCandidates = (catalog: Catalog, profile: Profile, filter: Filter, own: string, releases?: readonly ReleaseCandidate[]): LaneCandidate[] => {
  const named = namedCells(filter);
  const isNamed = (candidate: LaneCandidate): boolean => named.some(({ lane }) => mayBecome(candidate, lane));
  const isApart = ({ runtime }: ReleaseCandidate): boolean => catalog.runtimes.get(runtime)?.manifest.apart === true;
  const isUnasked = ({ runtime }: ReleaseCandidate): boolean =>
    profile.toolsOnDemand === true && catalog.runtimes.get(runtime)?.manifest.quick === false && !namesRuntime(filter, runtime);
  const listed = (): ReleaseCandidate[] =>
    [...catalog.runtimes.values()].flatMap(({ manifest, releases: all }) => all.map((release): ReleaseCandidate => ({ runtime: manifest.id, release })));
  return (releases ?? [...listed(), ...namedReleases(catalog, filter)])
    .flatMap((candidate) => {
      const placed = catalog.runtimes.get(candidate.runtime);
      if (!placed) return [];
      const runtime = know(placed, candidate.release);
      return waysOf(catalog, runtime, own).flatMap((way) =>
        variantsOf(runtime, way).map((variant): LaneCandidate => ({ ...candidate, ...way, variant, architecture: way.launcher.architecture ?? own })),
      );
    })
    .filter((candidate) => {
      if (isNamed(candidate)) return true;
      if (!releases && (isApart(candidate) || isUnasked(candidate))) return false;
      const { release, keep, launcher, variant, architecture } = candidate;
      if (!(releases ?? profile.history) && !release.current) return false;
      return profile.lanes === "all" || (keep === bare.keep && launcher.kind === bare.launcher && variant === undefined && architecture === own);
    })
    .filter((candidate) => selects(filter, candidateFacts(candidate)));
};
