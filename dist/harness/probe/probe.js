import pLimit from "p-limit";
import { digestOf } from "../host/digest.js";
import { variable } from "../host/environment.js";
import { cores } from "../host/machine.js";
import { missingOf } from "../model/provisioned.js";
import { askVersion } from "./ask-version.js";
import { probeLane } from "./probe-lane.js";
/** Provisions a toolchain `LANGUAGE/TOOLCHAIN` and asks for its version. */
export const probeToolchain = async (ground, language, toolchain) => {
    const id = `${language}/${toolchain}`;
    const placed = ground.catalog.languages.get(language);
    const manifest = placed?.manifest.toolchain[toolchain];
    if (!placed || !manifest)
        throw new Error(`there is no toolchain ${id}`);
    const states = await ground.provisioner.unchecked(placed.manifest.package ?? {}, manifest.packages, placed.folder);
    const missing = missingOf(states);
    if (missing.length > 0)
        return { ok: false, id, evidence: missing };
    const packages = states;
    const said = await askVersion(manifest.version, packages, placed.folder, ground);
    if ("failure" in said)
        return {
            ok: false,
            id,
            evidence: [{ name: `${id} starts`, pass: false, info: said.failure, hint: "what it needs may be missing on this machine: the message says what" }],
        };
    return { ok: true, id, version: said.version, digest: digestOf(packages.map((pack) => pack.digest)), packages };
};
// Whether the user's environment names the program that a release without a version is.
const isNamed = (ground, { runtime, release }) => {
    const name = ground.catalog.runtimes.get(runtime)?.manifest.package["engine"]?.path?.["named-by"];
    return release.version === undefined && name !== undefined && Boolean(variable(name));
};
// Engines that nobody asked for are not missed; and where two releases turn out to be one lane, it is that of the first.
const lanesOf = (ground, states, candidates) => {
    const seen = new Set();
    return states.filter((state, index) => {
        const candidate = candidates[index];
        if (!("runtime" in state))
            return candidate && (!candidate.release.optional || isNamed(ground, candidate));
        return !seen.has(state.text) && seen.add(state.text);
    });
};
/** Probes lanes and the toolchains of builds, each toolchain once, a few at a time. */
export const probeAll = async (ground, builds, candidates) => {
    // Clients wait for the network more than they work.
    const limit = pLimit(cores() + 2);
    const toolchains = new Map(builds.map(({ language, toolchain }) => [`${language}/${toolchain}`, { language, toolchain }]));
    const [ready, lanes] = await Promise.all([
        Promise.all([...toolchains.values()].map((each) => limit(() => probeToolchain(ground, each.language, each.toolchain)))),
        Promise.all(candidates.map((each) => limit(() => probeLane(ground, each)))),
    ]);
    return { toolchains: ready, lanes: lanesOf(ground, lanes, candidates) };
};
