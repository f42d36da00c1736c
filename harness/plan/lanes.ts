import type { Catalog, PlacedRuntime } from "../model/catalog.ts";
import type { KeepLauncher } from "../model/generated/keep.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import type { LaneId } from "../model/ids.ts";
import { type ResolvedRuntime, resolveRuntime } from "../model/resolve.ts";
import { candidateFacts, type LaneCandidate, type ReleaseCandidate } from "./candidates.ts";
import { type Filter, namedCells, selects } from "./filter.ts";
import type { Profile } from "./profile.ts";

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

/** Whether a candidate may turn out to be this lane; only a machine tells by what accelerator. */
export const mayBecome = ({ runtime, release, keep, launcher, variant, architecture }: LaneCandidate, id: LaneId): boolean =>
  runtime === id.runtime &&
  (release.version === undefined || release.version === id.version) &&
  keep === id.keep &&
  launcher.kind === id.launcher &&
  variant === id.variant &&
  architecture === id.architecture;

/**
 * Every lane that manifests allow on a machine of architecture `own`, that the profile runs and the filter may want: each release
 * by each way into a Keep, in each variant. The lane of a cell that the filter names whole counts in every profile.
 * `releases` stand in for the profile's own where they are named.
 */
export const laneCandidates = (catalog: Catalog, profile: Profile, filter: Filter, own: string, releases?: readonly ReleaseCandidate[]): LaneCandidate[] => {
  const named = namedCells(filter);
  const isNamed = (candidate: LaneCandidate): boolean => named.some(({ lane }) => mayBecome(candidate, lane));
  const wanted =
    releases ??
    [...catalog.runtimes.values()].flatMap(({ manifest, releases: all }) => all.map((release): ReleaseCandidate => ({ runtime: manifest.id, release })));
  return wanted
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
      const { release, keep, launcher, variant, architecture } = candidate;
      if (!(releases ?? profile.history) && !release.current) return false;
      return profile.lanes === "all" || (keep === bare.keep && launcher.kind === bare.launcher && variant === undefined && architecture === own);
    })
    .filter((candidate) => selects(filter, candidateFacts(candidate)));
};
