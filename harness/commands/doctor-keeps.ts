import pLimit from "p-limit";
import { openSession, type Session } from "../engine/session.ts";
import { interruptSignal } from "../host/interrupt.ts";
import { architecture, cores, machine } from "../host/machine.ts";
import { say } from "../host/say.ts";
import { exitCodes } from "../model/errors.ts";
import type { Evidence } from "../model/generated/journal.ts";
import { printable, shorten } from "../model/text.ts";
import type { LaneCandidate } from "../plan/candidates.ts";
import { laneCandidates } from "../plan/lanes.ts";
import { profiles } from "../plan/profile.ts";
import { probeEntry } from "../probe/entry.ts";
import type { Style } from "../report/style.ts";
import { print, printJson, resultStyle } from "./output.ts";

/**
 * One way into a Keep on this machine. `unattested`: programs run there, but what the Keep claims is not proven. `unproven`: a runtime
 * that makes the Keep itself has to be asked, and its engine is not provisioned for that.
 */
interface WayFound {
  readonly keep: string;
  readonly launcher: string;
  readonly accelerator?: string;
  readonly architecture: string;
  readonly state: "runs" | "unattested" | "unproven" | "missing";
  readonly runtimes: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** What of the Keeps this machine has. */
interface KeepFindings {
  readonly machine: ReturnType<typeof machine>;
  readonly keeps: readonly {
    readonly id: string;
    readonly name: string;
    readonly about: string;
    readonly confidential: boolean;
    readonly ways: readonly WayFound[];
  }[];
}

// As a process of the host, and not by a wrapper of the Keep's.
const makesItself = (session: Session, { runtime, keep, launcher }: LaneCandidate): boolean =>
  session.catalog.runtimes.get(runtime)?.manifest.keep !== undefined && launcher.kind === "host" && keep !== "nil";

const look = async (session: Session, candidate: LaneCandidate, runtimes: readonly string[]): Promise<WayFound> => {
  const keep = session.catalog.keeps.get(candidate.keep);
  if (!keep) throw new Error(`there is no Keep ${candidate.keep}`);
  const made = makesItself(session, candidate);
  const state = await probeEntry(session, keep, candidate.launcher, candidate.architecture);
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
const inspectKeeps = async (session: Session): Promise<KeepFindings> => {
  const candidates = laneCandidates(session.catalog, profiles.deep, [], architecture());
  const limit = pLimit(cores());
  const keeps = [...session.catalog.keeps.values()].map(async ({ manifest }) => {
    const own = candidates.filter(({ keep, variant }) => keep === manifest.id && variant === undefined);
    const keyOf = (candidate: LaneCandidate): string =>
      `${candidate.launcher.kind}-${candidate.architecture}${makesItself(session, candidate) ? ` ${candidate.runtime}` : ""}`;
    const ways = new Map<string, LaneCandidate[]>();
    for (const candidate of own) ways.set(keyOf(candidate), [...(ways.get(keyOf(candidate)) ?? []), candidate]);
    const found = await Promise.all(
      [...ways.values()].map((all) => limit(() => look(session, all[0] as LaneCandidate, [...new Set(all.map(({ runtime }) => runtime))]))),
    );
    return { id: manifest.id, name: manifest.name, about: manifest.about, confidential: manifest.confidential, ways: found };
  });
  return { machine: machine(), keeps: await Promise.all(keeps) };
};

const evidenceLine = ({ name, pass, info, hint }: Evidence, style: Style): string[] => [
  `      ${pass ? style.good("yes") : style.bad("no ")}  ${printable(name)}${info ? style.dim(`: ${printable(shorten(info, 200))}`) : ""}`,
  ...(pass ? [] : [`           ${style.warn("do:")} ${printable(hint)}`]),
];

const wayLines = (way: WayFound, style: Style): string[] => {
  const paint = { runs: style.good, unattested: style.warn, unproven: style.warn, missing: style.bad }[way.state];
  const accelerator = way.accelerator ? `:${way.accelerator}` : "";
  return [
    `  ${paint(way.state.padEnd(10))}  ${way.keep}:${way.launcher}${accelerator}-${way.architecture}  ${style.dim(`by ${way.runtimes.join(", ")}`)}`,
    ...(way.state === "unattested" ? [`      ${style.warn("programs run there, and none of their cells counts: nobody has verified an attestation")}`] : []),
    ...(way.state === "unproven"
      ? [`      ${style.warn("do:")} npx gatehouse run --profile deep --list keep=${way.keep} launcher=host: gets ${way.runtimes.join(", ")} and asks it`]
      : []),
    ...way.evidence.flatMap((item) => evidenceLine(item, style)),
  ];
};

/** The findings as lines. */
const keepLines = (found: KeepFindings, style: Style): string[] => [
  `${found.machine.os}, ${found.machine.kernel}, ${found.machine.architecture}, ${printable(found.machine.cpu)}`,
  ...found.keeps.flatMap(({ id, name, about, confidential, ways }) => [
    `${style.bold(id)}  ${printable(name)}${confidential ? " (claims to be confidential)" : ""}: ${printable(about)}`,
    ...(ways.length === 0 ? [`  ${style.bad("missing   ")}  no runtime goes there from this machine`] : ways.flatMap((way) => wayLines(way, style))),
  ]),
];

/** `gatehouse doctor keeps`: which Keep would run here, by which launcher, and what is missing. Exit code 3 where none would. */
export const doctorKeepsCommand = async (root: string, json: boolean): Promise<number> => {
  const session = await openSession(root, interruptSignal(say));
  try {
    const found = await inspectKeeps(session);
    if (json) printJson(found);
    else print(keepLines(found, resultStyle()));
    return found.keeps.some(({ ways }) => ways.some(({ state }) => state !== "missing")) ? exitCodes.ok : exitCodes.harness;
  } finally {
    await session.close();
  }
};
