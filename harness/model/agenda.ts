import type { Evidence, Machine, Pin } from "./generated/journal.ts";
import type { ProgramContract, Socket, WorkloadManifest } from "./generated/workload.ts";
import type { Capability, ProfileName, Target } from "./words.ts";

/** What matching needs of a program of a case: the Keep that it names, its sockets, whether it has directories, and what it asks of its engine. */
export interface AgendaProgram {
  readonly keep?: string;
  readonly directories?: true;
  /** A step closes one of its outputs. */
  readonly closes?: true;
  readonly stdio?: NonNullable<ProgramContract["stdio"]>;
  readonly argv0?: true;
  readonly preload?: true;
  readonly script?: true;
  readonly proposals?: NonNullable<ProgramContract["proposals"]>;
  readonly sockets: readonly Pick<Socket, "kind" | "protocol" | "printed">[];
}

/** A case of an agenda. */
export interface AgendaCase {
  /** WORKLOAD/CASE. */
  readonly case: string;
  /** Digest of the case and of every byte that it names. */
  readonly contract: string;
  readonly kind: WorkloadManifest["kind"];
  readonly needs: readonly Capability[];
  /** Targets that the case has a meaning for; absent: every one. */
  readonly targets?: readonly Target[];
  /** False: the case is a dialogue, which some launchers cannot pass on. */
  readonly plain: boolean;
  /** Roles of the workload, where each is a program of its own. */
  readonly roles?: readonly string[];
  readonly programs: Readonly<Record<string, AgendaProgram>>;
}

/** A port by a route: something to compile, with its selected cases. */
export interface AgendaBuild {
  readonly workload: string;
  readonly language: string;
  readonly toolchain: string;
  readonly target: Target;
  /** The language's tier. */
  readonly tier: number;
  /** Digest of the sources and the steps, without the toolchain. */
  readonly sources: string;
  /** Names of the cases, without their workload. */
  readonly cases: readonly string[];
  /** Those of the cases that sampled lanes run; absent: all. */
  readonly sample?: readonly string[];
}

/** A lane that the agenda asks for; a machine tells the version and the accelerator that are left open. */
export interface LaneWish {
  readonly runtime: string;
  readonly version?: string;
  readonly keep: string;
  readonly launcher: string;
  readonly variant?: string;
  readonly architecture: string;
  /** The lane is wanted only for roles of cells in other lanes. */
  readonly partner?: true;
  /** The lane runs only the sample of each build. */
  readonly sampled?: true;
}

/** Cells to answer, before any machine was asked. Plain data: it can be written to a file and read elsewhere. */
export interface Agenda {
  readonly format: 1;
  readonly profile: ProfileName;
  readonly filters: readonly string[];
  /** Architecture of the machines that are meant. */
  readonly architecture: string;
  readonly cases: readonly AgendaCase[];
  readonly builds: readonly AgendaBuild[];
  readonly wishes: readonly LaneWish[];
}

/** How a lane runs a target, as far as matching needs it. */
export interface OfferedTarget {
  readonly claims: readonly Capability[];
  readonly inexpressible: readonly { readonly capability: Capability; readonly why: string }[];
  /** How sockets are passed; absent: the lane passes none. */
  readonly sockets?: "descriptors" | "addresses";
  /** Whether the lane serves HTTP for a guest. */
  readonly serves: boolean;
  /** What a case may ask of the engine: argv[0], modules beside the program, proposals. */
  readonly argv0: boolean;
  readonly preload: boolean;
  /** Whether it runs specification scripts. */
  readonly scripts: boolean;
  readonly proposals: readonly string[];
}

/** A lane that a machine has. */
export interface OfferedLane {
  readonly id: string;
  readonly digest: string;
  readonly targets: Readonly<Record<string, OfferedTarget>>;
  /** How its guests would get out of their directories here: nothing contains its engine. */
  readonly leaks?: string;
  /** Why nothing that the lane reports counts: its Keep's claim is not proven. */
  readonly unattested?: string;
}

/** A toolchain or a lane that a machine lacks, with the evidence. */
export interface Lacking {
  readonly what: "toolchain" | "lane";
  readonly id: string;
  readonly evidence: readonly Evidence[];
}

/** A machine's answer to an agenda: its lanes, its toolchains, and the evidence for what it lacks. Plain data. */
export interface Offer {
  /** Name of the worker. */
  readonly worker: string;
  readonly machine: Machine;
  readonly toolchains: readonly Pin[];
  readonly lanes: readonly OfferedLane[];
  readonly lacking: readonly Lacking[];
}

/** One cell for one worker. Plain data; the worker finds its own paths. */
export interface Job {
  readonly cell: string;
  readonly worker: string;
  /** By role, the lane of each program that runs in another Keep. */
  readonly elsewhere: Readonly<Record<string, string>>;
  /** Capabilities that the case needs and the lane does not claim. The cell runs all the same. */
  readonly unclaimed: readonly Capability[];
  /** Why the lane's host program cannot set the case up; absent: it can. */
  readonly inexpressible?: string;
}
