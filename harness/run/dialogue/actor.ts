import type { PipeStock } from "../../host/pipes.ts";
import type { Launcher } from "../../launch/launcher.ts";
import { type Addresses, placeProgram, printAddress, reachedAddresses } from "../../model/addresses.ts";
import type { Case, Program } from "../../model/contract.ts";
import type { Observation } from "../../model/generated/journal.ts";
import { type Expected, readExpected } from "../expected.ts";
import { type RunFolders, runTrial, type Trial } from "../trial.ts";
import type { Awaited } from "./ready.ts";
import { type StreamName, Wiring } from "./wiring.ts";

/** A program of a dialogue, before it has its addresses, and what runs it. */
export interface RolePlan extends Omit<Trial, "program" | "expected" | "limits" | "workload" | "network" | "name"> {
  readonly launcher: Launcher;
}

/** A program of a dialogue that was started, with its addresses filled in. */
export interface Actor {
  readonly wiring: Wiring;
  readonly done: Promise<Observation>;
  readonly program: Program;
  readonly expected: Expected;
  /** The sockets that it must listen at. */
  readonly awaited: readonly Awaited[];
  ended: boolean;
  /** Whether the harness ended it, since a step had failed. */
  cut: boolean;
}

/** Where dialogues write. */
export interface DialogueFolders extends RunFolders {
  /** Pipes that were made ahead, on the file system of `scratch`. */
  readonly pipes: PipeStock;
}

/** What starting a program of a dialogue takes. */
export interface Casting {
  /** A name that no other trial of the run has. */
  readonly name: string;
  readonly case: Case;
  readonly role: string;
  readonly contract: Program;
  readonly plan: RolePlan;
  readonly workload: string;
  readonly addresses: Addresses;
  readonly folders: DialogueFolders;
}

// The steps have limits of their own, and the dialogue has the case's: the launcher's is there for a harness that hangs.
const spareMs = 20_000;

/** The streams of a role that steps write to or read from: pipes. The others are files. */
export const pipesOf = (entry: Case, role: string): Set<StreamName> =>
  new Set([
    ...(entry.programs[role]?.stdio === "unopened" ? (["stdin"] as const) : []),
    ...(entry.programs[role]?.sockets.some(({ printed }) => printed) ? (["stdout"] as const) : []),
    ...entry.steps.flatMap((step): StreamName[] => {
      if ("write" in step) return step.write === role ? ["stdin"] : [];
      return "read" in step && step.read === role ? [step.from] : [];
    }),
  ]);

/** Starts a program; returns once its launcher has been told, or it has failed before. */
export const startActor = async (casting: Casting): Promise<Actor> => {
  const { role, contract, workload, addresses, folders } = casting;
  const { launcher, ...plan } = casting.plan;
  const program = placeProgram(role, contract, plan.target.sockets, addresses);
  const expected = readExpected(program, workload, folders.scratch);
  const awaited = program.sockets.flatMap(({ name, kind, protocol, printed }): Awaited[] => {
    const address = kind === "listen" && !printed ? addresses.get(`${role}:${name}`) : undefined;
    if (!address) return [];
    const own = protocol === "udp" ? "udp" : "tcp";
    // Where it serves HTTP, the engine itself listens, and its guest is there by then.
    const isTold = plan.target.sockets?.listening !== undefined && protocol !== "http";
    return [{ protocol: own, address, ...(isTold ? { isTold: () => wiring.hasToldOf(`${own} ${printAddress(address)}`) } : {}) }];
  });
  const { limits } = casting.case;
  const wiring = new Wiring({
    pipes: pipesOf(casting.case, role),
    unopened: program.stdio === "unopened",
    sockets: program.sockets.length > 0 ? awaited.map(({ address }) => printAddress(address)) : undefined,
    outputBytes: limits.outputMib * 2 ** 20,
    stock: folders.pipes,
  });
  const own = { ...limits, timeMs: limits.timeMs + spareMs };
  const done = runTrial(
    { ...plan, name: casting.name, program, expected, limits: own, workload, network: reachedAddresses(casting.case, addresses) },
    folders,
    launcher,
    wiring,
  );
  const actor: Actor = { wiring, done, program, expected, awaited, ended: false, cut: false };
  const over = (): void => {
    actor.ended = true;
  };
  done.then(over, over);
  await Promise.race([wiring.begun, done]);
  return actor;
};
