import { architecture, machine } from "../host/machine.ts";
import { which } from "../host/which.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Package } from "../model/generated/package.ts";
import type { Findings, Item } from "../model/inspection.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { buildCandidates, trustCandidates } from "../plan/candidates.ts";
import type { Filter } from "../plan/filter.ts";
import { laneCandidates } from "../plan/lanes.ts";
import type { Profile } from "../plan/profile.ts";
import type { ProbeGround } from "./ground.ts";
import { probeAll } from "./probe.ts";

/** The programs that get packages, by where those come from: what to do where one is missing. */
const packageClients: readonly (readonly [Package["from"], string, string])[] = [
  ["npm", "npm", "install Node.js with npm"],
  ["pypi", "python3", "install Python 3 with pip, e.g. `apt-get install python3-pip`"],
  ["go", "go", "install Go 1.21 or newer"],
  ["cargo", "cargo", "install Rust 1.82 or newer, e.g. with rustup"],
  ["maven", "curl", "install curl, e.g. `apt-get install curl`"],
  ["debian", "apt-get", "needs Debian or Ubuntu; elsewhere a toolchain on PATH serves"],
];

const usersOf = ({ languages, runtimes }: Catalog, from: Package["from"]): string[] =>
  [...languages.values(), ...runtimes.values()].flatMap(({ manifest }) =>
    Object.values(manifest.package ?? {}).some((pack) => pack.from === from) ? [manifest.name] : [],
  );

const findClients = (catalog: Catalog): Item[] => {
  const compilers = [...catalog.languages.values()].flatMap(({ manifest }) => manifest["static-c"]?.packages ?? []);
  const instead = compilers.length > 0 ? `; package ${compilers.join(", ")} serves where it is missing` : "";
  const clients = packageClients.map(([from, command, hint]) => [command, usersOf(catalog, from).join(", "), hint] as const);
  return [...clients, ["cc", `the launcher program${instead}`, "e.g. `apt-get install gcc libc6-dev`"] as const]
    .filter(([, about]) => about !== "")
    .map(([id, about, hint]) => {
      const path = which(id);
      return { id, ok: path !== undefined, evidence: [{ name: `for ${about}`, pass: path !== undefined, ...(path ? { info: path } : {}), hint }] };
    });
};

type Found = Awaited<ReturnType<typeof probeAll>>;

const toFindings = (ground: ProbeGround, { toolchains, lanes }: Found): Findings => ({
  machine: machine(),
  supervised: ground.launcher.supervised,
  clients: findClients(ground.catalog),
  toolchains: toolchains.map((state) => (state.ok ? { id: state.id, ok: true, version: state.version, evidence: [] } : state)),
  lanes: lanes.map((state) => ("runtime" in state ? { id: state.text, ok: true, version: state.id.version, evidence: [] } : state)),
});

/** Provisions and probes all that a profile and a filter select; with the packages of what is there, those of toolchains first. */
export const inspect = async (
  ground: ProbeGround,
  filter: Filter,
  profile: Profile,
): Promise<{ readonly findings: Findings; readonly packages: readonly Provisioned[] }> => {
  const wanted = buildCandidates(ground.catalog, profile, filter);
  const builds = [...trustCandidates(ground.catalog, new Set(wanted.map((each) => each.target))), ...wanted];
  const found = await probeAll(ground, builds, laneCandidates(ground.catalog, profile, filter, architecture()));
  const asked = new Set(wanted.map(({ language, toolchain }) => `${language}/${toolchain}`));
  const toolchains = found.toolchains.flatMap((state) => (state.ok && asked.has(state.id) ? state.packages : []));
  const lanes = found.lanes.flatMap((state) => ("runtime" in state ? state.packages : []));
  return { findings: toFindings(ground, found), packages: [...toolchains, ...lanes] };
};
