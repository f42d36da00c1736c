import { digestOf } from "../host/digest.js";
import { probeEvidence } from "../host/evidence.js";
import { fillWords } from "../model/placeholders.js";
import { missingOf, placeholderValues } from "../model/provisioned.js";
const tryEntry = async (ground, keep, launcher, architecture) => {
    const { manifest, folder } = keep;
    const asked = [...(manifest.evidence ?? []), ...(launcher.evidence ?? [])];
    const isCheap = (probe) => probe.command === undefined;
    // What only needs looking at comes first: nothing is fetched for a machine that cannot be.
    const seen = await probeEvidence(asked.filter(isCheap));
    if (seen.some((item) => !item.pass))
        return { ok: false, evidence: seen };
    const states = await ground.provisioner.all(manifest.package ?? {}, launcher.packages ?? [], folder);
    const missing = missingOf(states);
    if (missing.length > 0)
        return { ok: false, evidence: [...seen, ...missing] };
    const packages = states;
    const values = { ...placeholderValues(packages).values, manifest: folder };
    const evidence = [
        ...seen,
        ...(await probeEvidence(asked.filter((probe) => !isCheap(probe)), values)),
    ];
    if (evidence.some((item) => !item.pass))
        return { ok: false, evidence };
    const entry = { keep, launcher, packages, wrap: fillWords(launcher.wrap ?? [], values) };
    const slowdown = launcher.slowdown ?? manifest.slowdown ?? 1;
    if (launcher.kind === "host" || launcher.kind === "qemu-user")
        return { ok: true, entry, accelerator: undefined, slowdown, evidence };
    const proof = await ground.machines.prove({ keep, launcher, packages, architecture });
    if ("missing" in proof)
        return { ok: false, evidence: [...evidence, ...proof.missing] };
    const { name, slowdown: own = slowdown } = proof.accelerator;
    return { ok: true, entry, accelerator: name, slowdown: own, evidence: [...evidence, ...proof.evidence] };
};
/** Probes a way into a Keep, once: its evidence, its packages, and for a machine whether one boots. */
export const probeEntry = (ground, keep, launcher, architecture) => {
    const key = digestOf([keep.manifest.id, launcher, architecture]);
    const state = ground.entries.get(key) ?? tryEntry(ground, keep, launcher, architecture);
    ground.entries.set(key, state);
    return state;
};
