import { digestFolder, digestOf } from "../host/digest.ts";
import { probeEvidence } from "../host/evidence.ts";
import type { Placed } from "../model/catalog.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { KeepLauncher, KeepManifest } from "../model/generated/keep.ts";
import { type LaneId, printLane } from "../model/ids.ts";
import type { Entry, Lane } from "../model/lane.ts";
import { fillWords } from "../model/placeholders.ts";
import { missingOf, type Provisioned, placeholderValues } from "../model/provisioned.ts";
import type { LaneCandidate } from "../plan/candidates.ts";
import { askPlatform } from "./ask-platform.ts";
import { askVersion } from "./ask-version.ts";
import { isCandidate, provisionEngine } from "./engine.ts";
import { machineUpkeep } from "./machines.ts";
import type { NotReady } from "./probe.ts";
import type { Session } from "./session.ts";

/** A way into a Keep that is there, with what was shown for it; or what is missing. */
export type EntryState =
  | { readonly ok: true; readonly entry: Entry; readonly accelerator: string | undefined; readonly slowdown: number; readonly evidence: readonly Evidence[] }
  | { readonly ok: false; readonly evidence: readonly Evidence[] };

const tryEntry = async (session: Session, keep: Placed<KeepManifest>, launcher: KeepLauncher, architecture: string): Promise<EntryState> => {
  const { manifest, folder } = keep;
  const asked = [...(manifest.evidence ?? []), ...(launcher.evidence ?? [])];
  const isCheap = (probe: (typeof asked)[number]): boolean => probe.command === undefined;
  // What only needs looking at comes first: nothing is fetched for a machine that cannot be.
  const seen = await probeEvidence(asked.filter(isCheap));
  if (seen.some((item) => !item.pass)) return { ok: false, evidence: seen };
  const states = await session.provisioner.all(manifest.package ?? {}, launcher.packages ?? [], folder);
  const missing = missingOf(states);
  if (missing.length > 0) return { ok: false, evidence: [...seen, ...missing] };
  const packages = states as Provisioned[];
  const values = { ...placeholderValues(packages).values, manifest: folder };
  const evidence = [
    ...seen,
    ...(await probeEvidence(
      asked.filter((probe) => !isCheap(probe)),
      values,
    )),
  ];
  if (evidence.some((item) => !item.pass)) return { ok: false, evidence };
  const entry: Entry = { keep, launcher, packages, wrap: fillWords(launcher.wrap ?? [], values) };
  const slowdown = launcher.slowdown ?? manifest.slowdown ?? 1;
  if (launcher.kind === "host" || launcher.kind === "qemu-user") return { ok: true, entry, accelerator: undefined, slowdown, evidence };
  const proof = await session.machines.prove({ keep, launcher, packages, architecture });
  if ("missing" in proof) return { ok: false, evidence: [...evidence, ...proof.missing] };
  const { name, slowdown: own = slowdown } = proof.accelerator;
  return { ok: true, entry, accelerator: name, slowdown: own, evidence: [...evidence, ...proof.evidence] };
};

const known = new WeakMap<Session, Map<string, Promise<EntryState>>>();

/** Probes a way into a Keep, once in a session: its evidence, its packages, and for a machine whether one boots. */
export const probeEntry = (session: Session, keep: Placed<KeepManifest>, launcher: KeepLauncher, architecture: string): Promise<EntryState> => {
  const own = known.get(session) ?? new Map<string, Promise<EntryState>>();
  known.set(session, own);
  const key = digestOf([keep.manifest.id, launcher, architecture]);
  const state = own.get(key) ?? tryEntry(session, keep, launcher, architecture);
  own.set(key, state);
  return state;
};

const digestsOf = (packages: readonly Provisioned[]): string[] => packages.map((pack) => pack.digest);

const unattested = (keep: KeepManifest): string | undefined =>
  keep.confidential ? `${keep.name} claims to hide a workload from its host, and nobody has verified an attestation of this lane` : undefined;

/** Provisions a release of a runtime and makes its lane: in this Keep, by this launcher, in this variant. Its version is the one it reports. */
export const probeLane = async (session: Session, candidate: LaneCandidate): Promise<Lane | NotReady> => {
  const placed = session.catalog.runtimes.get(candidate.runtime);
  const keep = session.catalog.keeps.get(candidate.keep);
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
  const state = await probeEntry(session, keep, launcher, architecture);
  if (!state.ok) return refuse(state.evidence);
  const { entry, accelerator, slowdown } = state;
  const states = await provisionEngine(session, placed, release, architecture);
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
    session,
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
  const found = own?.backend === undefined ? [] : await askPlatform(session, placed, packages, said.version, own.backend);
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
