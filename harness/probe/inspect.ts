import { architecture, machine } from "../host/machine.ts";
import { which } from "../host/which.ts";
import type { Findings, Item } from "../model/inspection.ts";
import { buildCandidates, trustCandidates } from "../plan/candidates.ts";
import type { Filter } from "../plan/filter.ts";
import { laneCandidates } from "../plan/lanes.ts";
import type { Profile } from "../plan/profile.ts";
import type { ProbeGround } from "./ground.ts";
import { probeAll } from "./probe.ts";

const clients: readonly (readonly [string, string, string])[] = [
  ["npm", "AssemblyScript, JavaScript, TypeScript, jco", "install Node.js with npm"],
  ["python3", "C, C++, Zig, wasmtime", "install Python 3 with pip, e.g. `apt-get install python3-pip`"],
  ["go", "Go, wazero", "install Go 1.21 or newer"],
  ["apt-get", "Rust, where rustup's target is missing", "needs Debian or Ubuntu; elsewhere `rustup target add wasm32-wasip1`"],
  ["cc", "the launcher program; zig serves where it is missing", "e.g. `apt-get install gcc libc6-dev`"],
];

const findClients = (): Item[] =>
  clients.map(([id, about, hint]) => {
    const path = which(id);
    return { id, ok: path !== undefined, evidence: [{ name: `for ${about}`, pass: path !== undefined, ...(path ? { info: path } : {}), hint }] };
  });

/** Provisions and probes all that a profile and a filter select. */
export const inspect = async (ground: ProbeGround, filter: Filter, profile: Profile): Promise<Findings> => {
  const wanted = buildCandidates(ground.catalog, profile, filter);
  const builds = [...trustCandidates(ground.catalog, new Set(wanted.map((each) => each.target))), ...wanted];
  const names = new Map(builds.map(({ language, toolchain }) => [`${language}/${toolchain}`, { language, toolchain }]));
  const found = await probeAll(ground, [...names.values()], laneCandidates(ground.catalog, profile, filter, architecture()));
  return {
    machine: machine(),
    supervised: ground.launcher.supervised,
    clients: findClients(),
    toolchains: found.toolchains.map((state) => (state.ok ? { id: state.id, ok: true, version: state.version, evidence: [] } : state)),
    lanes: found.lanes.map((state) => ("manifest" in state ? { id: state.text, ok: true, version: state.id.version, evidence: [] } : state)),
  };
};
