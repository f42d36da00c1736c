import { dirname } from "node:path";
import { keepCandidate } from "../host/candidate.ts";
import { isRunnable } from "../host/which.ts";
import type { Placed } from "../model/catalog.ts";
import type { Package } from "../model/generated/package.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import { usedPackages } from "../model/packages.ts";
import type { PackageState } from "../model/provisioned.ts";
import type { ReleaseCandidate } from "../plan/candidates.ts";
import type { ProbeGround } from "./ground.ts";

// A release pins the package `engine` anew; all else of the manifest stays. One without a version is what this machine has,
// and one with a version is never what happens to be on PATH.
/** The packages of a runtime as a release takes them. */
export const pinnedPackages = (packages: Readonly<Record<string, Package>>, release: ReleaseCandidate["release"]): Record<string, Package> => {
  const { path, ...engine } = packages["engine"] as Package;
  const version = release["package-version"] ?? release.version;
  if (engine.from === "path" || (path && !version)) return { ...packages, engine: { from: "path", ...(path ? { path } : {}) } as Package };
  const pinned = {
    ...engine,
    ...(version && engine.from !== "npm" ? { version } : {}),
    ...(release.digests ? { digests: release.digests } : {}),
    ...(release.go ? { go: release.go } : {}),
    ...(release.lock ? { lock: release.lock } : {}),
  };
  return { ...packages, engine: pinned as Package };
};

const candidatePrefix = "path:";

const atPath = async (path: string, engine: Package, { store }: Pick<ProbeGround, "store">): Promise<PackageState> => {
  if (!isRunnable(path)) {
    const evidence = {
      name: `${path} can be executed`,
      pass: false,
      info: "it is not there, or it is no executable file",
      hint: "name the engine's binary, and `chmod +x` it",
    };
    return { ok: false, id: "engine", evidence: [evidence] };
  }
  const kept = await keepCandidate(path, store);
  // What runs a package of scripts is its program on PATH.
  const names = [...Object.keys(engine.bin ?? {}), ...(engine.from === "path" ? [engine.path?.command ?? ""] : [])];
  return {
    ok: true,
    id: "engine",
    folder: dirname(kept.path),
    bin: Object.fromEntries(names.map((name) => [name, kept.path])),
    env: {},
    digest: kept.digest,
    origin: "path",
  };
};

/** Whether a release is a binary on this machine's disk, which nobody has published. */
export const isCandidate = (release: ReleaseCandidate["release"]): boolean => release.version?.startsWith(candidatePrefix) ?? false;

/** Provisions what a runtime takes at a release, for an architecture, in the order of its manifest. */
export const provisionEngine = (
  ground: Pick<ProbeGround, "store" | "provisioner">,
  { manifest, folder }: Placed<RuntimeManifest>,
  release: ReleaseCandidate["release"],
  architecture: string,
): Promise<PackageState[]> => {
  const named = isCandidate(release);
  const packages = named ? manifest.package : pinnedPackages(manifest.package, release);
  // What builds a release is not what one that this machine has takes.
  return Promise.all(
    usedPackages(manifest.package).map((id) =>
      id === "engine" && named
        ? atPath((release.version ?? "").slice(candidatePrefix.length), manifest.package["engine"] as Package, ground)
        : ground.provisioner.one(packages, id, folder, architecture),
    ),
  );
};
