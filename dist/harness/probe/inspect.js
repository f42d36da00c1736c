import { architecture, machine } from "../host/machine.js";
import { which } from "../host/which.js";
import { buildCandidates, trustCandidates } from "../plan/candidates.js";
import { laneCandidates } from "../plan/lanes.js";
import { probeAll } from "./probe.js";
/** The programs that get packages, by where those come from: what to do where one is missing. */
const packageClients = [
    ["npm", "npm", "install Node.js with npm"],
    ["pypi", "python3", "install Python 3 with pip, e.g. `apt-get install python3-pip`"],
    ["go", "go", "install Go 1.21 or newer"],
    ["cargo", "cargo", "install Rust 1.82 or newer, e.g. with rustup"],
    ["debian", "apt-get", "needs Debian or Ubuntu; elsewhere a toolchain on PATH serves"],
];
const usersOf = ({ languages, runtimes }, from) => [...languages.values(), ...runtimes.values()].flatMap(({ manifest }) => Object.values(manifest.package ?? {}).some((pack) => pack.from === from) ? [manifest.name] : []);
const findClients = (catalog) => {
    const compilers = [...catalog.languages.values()].flatMap(({ manifest }) => manifest["static-c"]?.packages ?? []);
    const instead = compilers.length > 0 ? `; package ${compilers.join(", ")} serves where it is missing` : "";
    const clients = packageClients.map(([from, command, hint]) => [command, usersOf(catalog, from).join(", "), hint]);
    return [...clients, ["cc", `the launcher program${instead}`, "e.g. `apt-get install gcc libc6-dev`"]]
        .filter(([, about]) => about !== "")
        .map(([id, about, hint]) => {
        const path = which(id);
        return { id, ok: path !== undefined, evidence: [{ name: `for ${about}`, pass: path !== undefined, ...(path ? { info: path } : {}), hint }] };
    });
};
/** Provisions and probes all that a profile and a filter select. */
export const inspect = async (ground, filter, profile) => {
    const wanted = buildCandidates(ground.catalog, profile, filter);
    const builds = [...trustCandidates(ground.catalog, new Set(wanted.map((each) => each.target))), ...wanted];
    const found = await probeAll(ground, builds, laneCandidates(ground.catalog, profile, filter, architecture()));
    return {
        machine: machine(),
        supervised: ground.launcher.supervised,
        clients: findClients(ground.catalog),
        toolchains: found.toolchains.map((state) => (state.ok ? { id: state.id, ok: true, version: state.version, evidence: [] } : state)),
        lanes: found.lanes.map((state) => ("runtime" in state ? { id: state.text, ok: true, version: state.id.version, evidence: [] } : state)),
    };
};
