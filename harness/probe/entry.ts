import { digestOf } from "../host/digest.ts";
import { probeEvidence } from "../host/evidence.ts";
import type { Placed } from "../model/catalog.ts";
import type { KeepLauncher, KeepManifest } from "../model/generated/keep.ts";
import type { Entry } from "../model/lane.ts";
import { fillWords } from "../model/placeholders.ts";
import { missingOf, type Provisioned, placeholderValues } from "../model/provisioned.ts";
import type { EntryState, ProbeGround } from "./ground.ts";

const tryEntry = async (ground: ProbeGround, keep: Placed<KeepManifest>, launcher: KeepLauncher, architecture: string): Promise<EntryState> => {
  const { manifest, folder } = keep;
  const asked = [...(manifest.evidence ?? []), ...(launcher.evidence ?? [])];
  const isCheap = (probe: (typeof asked)[number]): boolean => probe.command === undefined;
  // What only needs looking at comes first: nothing is fetched for a machine that cannot be.
  const seen = await probeEvidence(asked.filter(isCheap));
  if (seen.some((item) => !item.pass)) return { ok: false, evidence: seen };
  const states = await ground.provisioner.all(manifest.package ?? {}, launcher.packages ?? [], folder);
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
  const proof = await ground.machines.prove({ keep, launcher, packages, architecture });
  if ("missing" in proof) return { ok: false, evidence: [...evidence, ...proof.missing] };
  const { name, slowdown: own = slowdown } = proof.accelerator;
  return { ok: true, entry, accelerator: name, slowdown: own, evidence: [...evidence, ...proof.evidence] };
};

/** Probes a way into a Keep, once: its evidence, its packages, and for a machine whether one boots. */
export const probeEntry = (ground: ProbeGround, keep: Placed<KeepManifest>, launcher: KeepLauncher, architecture: string): Promise<EntryState> => {
  const key = digestOf([keep.manifest.id, launcher, architecture]);
  const state = ground.entries.get(key) ?? tryEntry(ground, keep, launcher, architecture);
  ground.entries.set(key, state);
  return state;
};
