import pLimit from "p-limit";
import { architecture, cores, machine } from "../host/machine.js";
import { laneCandidates } from "../plan/lanes.js";
import { profiles } from "../plan/profile.js";
import { probeEntry } from "./entry.js";
// As a process of the host, and not by a wrapper of the Keep's.
const makesItself = (ground, { runtime, keep, launcher }) => ground.catalog.runtimes.get(runtime)?.manifest.keep !== undefined && launcher.kind === "host" && keep !== "nil";
const look = async (ground, candidate, runtimes) => {
    const keep = ground.catalog.keeps.get(candidate.keep);
    if (!keep)
        throw new Error(`there is no Keep ${candidate.keep}`);
    const made = makesItself(ground, candidate);
    const state = await probeEntry(ground, keep, candidate.launcher, candidate.architecture);
    return {
        keep: candidate.keep,
        launcher: candidate.launcher.kind,
        ...(state.ok && state.accelerator !== undefined ? { accelerator: state.accelerator } : {}),
        architecture: candidate.architecture,
        state: !state.ok ? "missing" : made ? "unproven" : keep.manifest.confidential ? "unattested" : "runs",
        runtimes,
        evidence: state.evidence,
    };
};
/** Probes every way into every Keep, by the runtimes that could go it; their engines are not provisioned. */
export const inspectKeeps = async (ground) => {
    const candidates = laneCandidates(ground.catalog, profiles.deep, [], architecture());
    const limit = pLimit(cores());
    const keeps = [...ground.catalog.keeps.values()].map(async ({ manifest }) => {
        const own = candidates.filter(({ keep, variant }) => keep === manifest.id && variant === undefined);
        const keyOf = (candidate) => `${candidate.launcher.kind}-${candidate.architecture}${makesItself(ground, candidate) ? ` ${candidate.runtime}` : ""}`;
        const ways = new Map();
        for (const candidate of own)
            ways.set(keyOf(candidate), [...(ways.get(keyOf(candidate)) ?? []), candidate]);
        const found = await Promise.all([...ways.values()].map((all) => limit(() => look(ground, all[0], [...new Set(all.map(({ runtime }) => runtime))]))));
        return { id: manifest.id, name: manifest.name, about: manifest.about, confidential: manifest.confidential, ways: found };
    });
    return { machine: machine(), keeps: await Promise.all(keeps) };
};
