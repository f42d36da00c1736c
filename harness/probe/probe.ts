import pLimit from "p-limit";
import { digestOf } from "../host/digest.ts";
import { variable } from "../host/environment.ts";
import { cores } from "../host/machine.ts";
import type { Lane } from "../model/lane.ts";
import { missingOf, type Provisioned } from "../model/provisioned.ts";
import type { LaneCandidate } from "../plan/candidates.ts";
import { askVersion } from "./ask-version.ts";
import type { NotReady, ProbeGround } from "./ground.ts";
import { probeLane } from "./probe-lane.ts";

/** A toolchain that can be used, at the version that it reports. Its packages are checked by whoever compiles with them. */
export interface ReadyToolchain {
  readonly ok: true;
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly packages: readonly Provisioned[];
}

/** Provisions a toolchain `LANGUAGE/TOOLCHAIN` and asks for its version. */
export const probeToolchain = async (ground: ProbeGround, language: string, toolchain: string): Promise<ReadyToolchain | NotReady> => {
  const id = `${language}/${toolchain}`;
  const placed = ground.catalog.languages.get(language);
  const manifest = placed?.manifest.toolchain[toolchain];
  if (!placed || !manifest) throw new Error(`there is no toolchain ${id}`);
  const states = await ground.provisioner.unchecked(placed.manifest.package ?? {}, manifest.packages, placed.folder);
  const missing = missingOf(states);
  if (missing.length > 0) return { ok: false, id, evidence: missing };
  const packages = states as Provisioned[];
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
const isNamed = (ground: ProbeGround, { runtime, release }: LaneCandidate): boolean => {
  const name = ground.catalog.runtimes.get(runtime)?.manifest.package["engine"]?.path?.["named-by"];
  return release.version === undefined && name !== undefined && Boolean(variable(name));
};

// Engines that nobody asked for are not missed; and where two releases turn out to be one lane, it is that of the first.
const lanesOf = (ground: ProbeGround, states: readonly (Lane | NotReady)[], candidates: readonly LaneCandidate[]): (Lane | NotReady)[] => {
  const seen = new Set<string>();
  return states.filter((state, index) => {
    const candidate = candidates[index];
    if (!("runtime" in state)) return candidate && (!candidate.release.optional || isNamed(ground, candidate));
    return !seen.has(state.text) && seen.add(state.text);
  });
};

/** Probes lanes and the toolchains of builds, each toolchain once, a few at a time; `hear` is told of each that is there, at once. */
export const probeAll = async (
  ground: ProbeGround,
  builds: readonly { readonly language: string; readonly toolchain: string }[],
  candidates: readonly LaneCandidate[],
  hear: (found: ReadyToolchain | Lane) => void = () => {},
): Promise<{ toolchains: (ReadyToolchain | NotReady)[]; lanes: (Lane | NotReady)[] }> => {
  // Clients wait for the network more than they work.
  const limit = pLimit(cores() + 2);
  const told = async <T extends ReadyToolchain | Lane>(asked: Promise<T | NotReady>): Promise<T | NotReady> => {
    const state = await asked;
    if (!("evidence" in state)) hear(state);
    return state;
  };
  const toolchains = new Map(builds.map(({ language, toolchain }) => [`${language}/${toolchain}`, { language, toolchain }]));
  const [ready, lanes] = await Promise.all([
    Promise.all([...toolchains.values()].map((each) => limit(() => told(probeToolchain(ground, each.language, each.toolchain))))),
    Promise.all(candidates.map((each) => limit(() => told(probeLane(ground, each))))),
  ]);
  return { toolchains: ready, lanes: lanesOf(ground, lanes, candidates) };
};
