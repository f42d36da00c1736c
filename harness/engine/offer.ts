import { machine } from "../host/machine.ts";
import type { Containment, Launcher } from "../launch/launcher.ts";
import type { Lacking, Offer, OfferedLane, OfferedTarget } from "../model/agenda.ts";
import type { Worker } from "../model/generated/journal.ts";
import { type Lane, laneTarget, sharesFiles } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import type { Target } from "../model/words.ts";
import type { NotReady } from "../probe/ground.ts";
import type { ReadyToolchain } from "../probe/probe.ts";

/** What probing found on this machine. */
export interface Found {
  readonly toolchains: readonly (ReadyToolchain | NotReady)[];
  readonly lanes: readonly (Lane | NotReady)[];
}

const toTarget = ({ claims, inexpressible, sockets, mode, argv0, preload, proposal }: ResolvedTarget): OfferedTarget => ({
  claims,
  inexpressible,
  ...(sockets ? { sockets: sockets.as } : {}),
  serves: mode.serve !== undefined,
  argv0: argv0 !== undefined,
  preload: preload !== undefined,
  scripts: mode.wast !== undefined,
  proposals: Object.keys(proposal ?? {}),
});

const toLane = (lane: Lane, contained: Containment): OfferedLane => ({
  id: lane.text,
  digest: lane.digest,
  targets: Object.fromEntries(
    Object.keys(lane.runtime.target).flatMap((name) => {
      const target = laneTarget(lane, name as Target);
      return target ? [[name, toTarget(target)]] : [];
    }),
  ),
  ...(lane.runtime.leaks !== undefined && contained === "no" && sharesFiles(lane.id) ? { leaks: lane.runtime.leaks } : {}),
  ...(lane.unattested === undefined ? {} : { unattested: lane.unattested }),
});

/** Lanes among what probing found. */
export const lanesIn = ({ lanes }: Pick<Found, "lanes">): Lane[] => lanes.filter((state): state is Lane => "runtime" in state);

/** Toolchains among what probing found. */
export const toolchainsIn = ({ toolchains }: Pick<Found, "toolchains">): ReadyToolchain[] => toolchains.filter((state): state is ReadyToolchain => state.ok);

/** What this machine, where commands are so contained, offers to an agenda, as plain data. */
export const makeOffer = (worker: string, found: Found, contained: Containment): Offer => {
  const lacking = (what: Lacking["what"], states: Found["lanes" | "toolchains"]): Lacking[] =>
    states.flatMap((state) => ("evidence" in state ? [{ what, id: state.id, evidence: state.evidence }] : []));
  return {
    worker,
    machine: machine(),
    toolchains: toolchainsIn(found).map(({ id, version, digest }) => ({ id, version, digest })),
    lanes: lanesIn(found).map((lane) => toLane(lane, contained)),
    lacking: [...lacking("toolchain", found.toolchains), ...lacking("lane", found.lanes)],
  };
};

/** How a launcher of this machine contains commands, as a worker's line tells it. */
export const containedOf = ({ contained }: Pick<Launcher, "contained">): NonNullable<Worker["contained"]> => (contained === "machine" ? "no" : contained);

/** A worker's line in the journal: the toolchains and lanes of its offer that its jobs use. */
export const toWorkerLine = (offer: Offer, used: { readonly lanes: readonly Lane[] }, how: Pick<Worker, "jobs" | "supervised" | "contained">): Worker => {
  const offered = new Map(offer.lanes.map((lane) => [lane.id, lane]));
  return {
    kind: "worker",
    id: offer.worker,
    machine: offer.machine,
    ...how,
    toolchains: offer.toolchains.map((pin) => ({ ...pin })),
    lanes: used.lanes.map(({ text, id, digest, unattested }) => ({
      id: text,
      version: id.version,
      digest,
      claims: Object.fromEntries(Object.entries(offered.get(text)?.targets ?? {}).map(([target, { claims }]) => [target, [...claims]])),
      ...(unattested === undefined ? {} : { unattested }),
    })),
  };
};
