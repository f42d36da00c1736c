import { openSession, type Session } from "../engine/session.ts";
import { interruptSignal } from "../host/interrupt.ts";
import { architecture, machine } from "../host/machine.ts";
import { say } from "../host/say.ts";
import { which } from "../host/which.ts";
import { exitCodes } from "../model/errors.ts";
import type { Evidence } from "../model/generated/journal.ts";
import { printable, shorten } from "../model/text.ts";
import { buildCandidates, trustCandidates } from "../plan/candidates.ts";
import type { Filter } from "../plan/filter.ts";
import { laneCandidates } from "../plan/lanes.ts";
import { type Profile, profiles } from "../plan/profile.ts";
import { probeAll } from "../probe/probe.ts";
import type { Style } from "../report/style.ts";
import { print, printJson, resultStyle } from "./output.ts";

interface Item {
  readonly id: string;
  readonly ok: boolean;
  readonly version?: string;
  readonly evidence: readonly Evidence[];
}

/** What this machine has for a run, and what it lacks. */
export interface Findings {
  readonly machine: ReturnType<typeof machine>;
  readonly supervised: boolean;
  readonly clients: readonly Item[];
  readonly toolchains: readonly Item[];
  readonly lanes: readonly Item[];
}

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

/** Provisions and probes all that a profile and a filter select; closes the session's launcher. */
export const inspect = async (session: Session, filter: Filter, profile: Profile): Promise<Findings> => {
  const wanted = buildCandidates(session.catalog, profile, filter);
  const builds = [...trustCandidates(session.catalog, new Set(wanted.map((each) => each.target))), ...wanted];
  const names = new Map(builds.map(({ language, toolchain }) => [`${language}/${toolchain}`, { language, toolchain }]));
  try {
    const found = await probeAll(session, [...names.values()], laneCandidates(session.catalog, profile, filter, architecture()));
    return {
      machine: machine(),
      supervised: session.launcher.supervised,
      clients: findClients(),
      toolchains: found.toolchains.map((state) => (state.ok ? { id: state.id, ok: true, version: state.version, evidence: [] } : state)),
      lanes: found.lanes.map((state) => ("runtime" in state ? { id: state.text, ok: true, version: state.id.version, evidence: [] } : state)),
    };
  } finally {
    await session.close();
  }
};

const itemLines = (title: string, items: readonly Item[], style: Style): string[] => [
  style.bold(title),
  ...items.flatMap((item) => [
    `  ${item.ok ? style.good("ok     ") : style.bad("missing")}  ${item.id}${item.version && !item.id.includes("@") ? ` ${item.version}` : ""}${item.ok && item.evidence[0]?.info ? style.dim(`  ${item.evidence[0].info}`) : ""}`,
    ...item.evidence
      .filter((each) => !each.pass)
      .map(
        (each) =>
          `           ${printable(each.name)}${each.info ? `: ${printable(shorten(each.info, 300))}` : ""}\n           ${style.warn("do:")} ${printable(each.hint)}`,
      ),
  ]),
];

/** The findings as lines. */
export const doctorLines = (found: Findings, style: Style): string[] => [
  `${found.machine.os}, ${found.machine.kernel}, ${found.machine.architecture}, ${found.machine.cores} cores, ${found.machine.memoryMib} MiB, Node ${found.machine.node}`,
  `launcher program: ${found.supervised ? style.good("works") : style.warn("not here: CPU time and memory stay unknown; a C compiler (cc, or pip's ziglang) mends that on Linux")}`,
  ...itemLines("clients", found.clients, style),
  ...itemLines("toolchains", found.toolchains, style),
  ...itemLines("lanes", found.lanes, style),
];

/** `gatehouse doctor`: what is there, what is missing, why, and what to type. Exit code 1 where something is missing. */
export const doctorCommand = async (root: string, json: boolean): Promise<number> => {
  const session = await openSession(root, interruptSignal(say));
  const found = await inspect(session, [], profiles.quick);
  if (json) printJson(found);
  else print(doctorLines(found, resultStyle()));
  return [...found.toolchains, ...found.lanes].every((item) => item.ok) ? exitCodes.ok : exitCodes.unexpected;
};
