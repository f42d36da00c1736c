import { digestFolder, digestOf } from "../host/digest.ts";
import { probeEvidence } from "../host/evidence.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import { type LaneId, printLane } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { missingOf, type Provisioned, placeholderValues } from "../model/provisioned.ts";
import type { LaneCandidate } from "../plan/candidates.ts";
import { askPlatform } from "./ask-platform.ts";
import { askVersion } from "./ask-version.ts";
import { probeEntry } from "./entry.ts";
import type { NotReady, ProbeGround } from "./ground.ts";
import { machineUpkeep } from "./machines.ts";
import { isCandidate, provisionEngine } from "./provision-engine.ts";

const digestsOf = (packages: readonly Provisioned[]): string[] => packages.map((pack) => pack.digest);

const unattested = (keep: KeepManifest): string | undefined =>
  keep.confidential ? `${keep.name} claims to hide a workload from its host, and nobody has verified an attestation of this lane` : undefined;

/** Provisions a release of a runtime and makes its lane: in this Keep, by this launcher, in this variant. Its version is the one it reports. */
export const probeLane = async (ground: ProbeGround, candidate: LaneCandidate): Promise<Lane | NotReady> => {
  const placed = ground.catalog.runtimes.get(candidate.runtime);
  const keep = ground.catalog.keeps.get(candidate.keep);
  if (!placed || !keep) throw new Error(`there is no runtime ${candidate.runtime} or no Keep ${candidate.keep}`);
  const { manifest, folder } = placed;
  const { launcher, variant, architecture, release } = candidate;
  const idOf = (version: string, accelerator?: string): LaneId => ({
    runtime: manifest.id,
    version,
    ...(variant === undefined ? {} : { variant }),
    keep: keep.manifest.id,
    launcher: launcher.kind,
    ...(accelerator === undefined ? {} : { accelerator }),
    architecture,
  });
  const wanted = release.version ?? "unknown";
  const refuse = (evidence: readonly Evidence[]): NotReady => ({ ok: false, id: printLane(idOf(wanted)), evidence });
  const state = await probeEntry(ground, keep, launcher, architecture);
  if (!state.ok) return refuse(state.evidence);
  const { entry, accelerator, slowdown } = state;
  const states = await provisionEngine(ground, placed, release, architecture);
  const missing = missingOf(states);
  if (missing.length > 0) return refuse(missing);
  const packages = states as Provisioned[];
  const own = launcher.kind === "host" ? manifest.keep?.[keep.manifest.id] : undefined;
  const shown = await probeEvidence(own?.evidence ?? [], { ...placeholderValues(packages).values, manifest: folder });
  if (shown.some((item) => !item.pass)) return refuse([...state.evidence, ...shown]);
  const placeDigest = digestOf([digestsOf(entry.packages), digestFolder(keep.folder), launcher.kind, accelerator === undefined ? "" : machineUpkeep()]);
  // In a machine it is the same binary that this host can ask.
  const said = await askVersion(
    release.ask ?? manifest.version,
    packages,
    folder,
    ground,
    manifest.reports === undefined ? undefined : new RegExp(manifest.reports, "m"),
    {
      wrap: entry.wrap,
      digest: placeDigest,
    },
  );
  if ("failure" in said)
    return refuse([
      { name: `${manifest.name} starts`, pass: false, info: said.failure, hint: "what it needs may be missing on this machine: the message says what" },
    ]);
  const found = own?.backend === undefined ? [] : await askPlatform(ground, placed, packages, said.version, own.backend);
  if (found.some((item) => !item.pass)) return refuse([...state.evidence, ...shown, ...found]);
  const named = isCandidate(release);
  if (!named && wanted !== "unknown" && said.version !== wanted) {
    return refuse([
      {
        name: `${manifest.name} reports version ${wanted}`,
        pass: false,
        info: `it reports ${said.version}`,
        hint: "mend the release's version in runtime.toml: a lane goes by the version that the engine reports",
      },
    ]);
  }
  const id = idOf(named ? wanted : said.version, accelerator);
  const why = unattested(keep.manifest);
  return {
    id,
    text: printLane(id),
    manifest,
    folder,
    packages,
    digest: digestOf([digestsOf(packages), digestFolder(folder), placeDigest, variant ?? ""]),
    slowdown: slowdown * (release.slowdown ?? 1),
    entry,
    ...(why === undefined ? {} : { unattested: why }),
  };
};
