import { basename } from "node:path";
import { probeEvidence } from "../host/evidence.ts";
import { readStart } from "../host/files.ts";
import { filesBeside } from "../host/named-files.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import { type LaneId, printLane } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { missingOf, type Provisioned, placeholderValues } from "../model/provisioned.ts";
import { resolveRuntime } from "../model/resolve.ts";
import type { LaneCandidate } from "../plan/candidates.ts";
import { wrapFiles } from "../run/engine-files.ts";
import { askPlatform } from "./ask-platform.ts";
import { askVersion } from "./ask-version.ts";
import { probeEntry } from "./entry.ts";
import type { NotReady, ProbeGround } from "./ground.ts";
import { entryDigest, laneDigest } from "./identity.ts";
import { isCandidate, provisionEngine } from "./provision-engine.ts";

const unattested = (keep: KeepManifest): string | undefined =>
  keep.confidential ? `${keep.name} claims to hide a workload from its host, and nobody has verified an attestation of this lane` : undefined;

// A script starts something else, and a candidate runs as a copy of its one file, which sees nothing beside it.
const startHint = (candidate: readonly Provisioned[]): string => {
  const script = candidate.flatMap(({ bin }) => Object.values(bin)).find((path) => readStart(path, 2) === "#!");
  return script === undefined
    ? "what it needs may be missing on this machine: the message says what"
    : `${basename(script)} is a script, and files that it names are not there for it: give the program that it starts, or take GATEHOUSE_LAUNCHER=uncontained`;
};

/** Provisions a release of a runtime and makes its lane: in this Keep, by this launcher, in this variant. Its version is the one it reports. */
export const probeLane = async (ground: ProbeGround, candidate: LaneCandidate): Promise<Lane | NotReady> => {
  const placed = ground.catalog.runtimes.get(candidate.runtime);
  const keep = ground.catalog.keeps.get(candidate.keep);
  if (!placed || !keep) throw new Error(`there is no runtime ${candidate.runtime} or no Keep ${candidate.keep}`);
  const { manifest, releases, folder } = placed;
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
  const expected = resolveRuntime(manifest, releases, release.version);
  const own = launcher.kind === "host" ? expected.keep[keep.manifest.id] : undefined;
  const shown = await probeEvidence(own?.evidence ?? [], { ...placeholderValues(packages).values, manifest: folder });
  if (shown.some((item) => !item.pass)) return refuse([...state.evidence, ...shown]);
  const digest = await entryDigest(entry, accelerator, ground.store);
  // In a machine it is the same binary that this host can ask.
  const said = await askVersion(expected.version, packages, folder, ground, manifest.reports === undefined ? undefined : new RegExp(manifest.reports, "m"), {
    wrap: entry.wrap,
    digest,
    reads: wrapFiles(entry),
  });
  if ("failure" in said)
    return refuse([{ name: `${manifest.name} starts`, pass: false, info: said.failure, hint: startHint(isCandidate(release) ? packages : []) }]);
  const runtime = resolveRuntime(manifest, releases, isCandidate(release) ? wanted : said.version);
  const lacks =
    variant !== undefined && !runtime.variant[variant] ? `variant ${variant}` : own && !runtime.keep[keep.manifest.id] ? `Keep ${keep.manifest.id}` : "";
  if (lacks)
    return refuse([{ name: `${manifest.name} has the ${lacks}`, pass: false, info: `version ${said.version} has not`, hint: "install another version" }]);
  const found = own?.backend === undefined ? [] : await askPlatform(ground, runtime, folder, packages, own.backend);
  if (found.some((item) => !item.pass)) return refuse([...state.evidence, ...shown, ...found]);
  const named = isCandidate(release);
  if (!named && wanted !== "unknown" && said.version !== wanted) {
    return refuse([
      {
        name: `${manifest.name} reports version ${wanted}`,
        pass: false,
        info: `it reports ${said.version}`,
        hint: "mend the release's version in releases.toml, beside runtime.toml: a lane goes by the version that the engine reports",
      },
    ]);
  }
  const id = idOf(named ? wanted : said.version, accelerator);
  const why = unattested(keep.manifest);
  const beside = filesBeside(runtime.target, folder);
  const lane = { id, text: printLane(id), runtime, folder, packages, beside, slowdown: slowdown * (release.slowdown ?? 1), entry };
  return { ...lane, digest: await laneDigest(lane, digest, ground.store), ...(why === undefined ? {} : { unattested: why }) };
};
