import type { Address } from "./addresses.ts";
import type { Limits, Program } from "./contract.ts";
import type { Known } from "./expectation.ts";
import type { Machine, Observation, Pin } from "./generated/journal.ts";
import type { EndingRule } from "./generated/runtime.ts";
import type { CellId } from "./ids.ts";
import type { SymbolicCase } from "./symbolic.ts";
import type { Blame, Capability, CellState } from "./words.ts";

/** Something of a machine that a plain command names: an engine's program, or a folder of its packages. */
export interface ReproNeed {
  readonly token: string;
  /** The shell variable that says where it is. */
  readonly variable: string;
  readonly kind: "program" | "folder";
  /** What is taken where nobody says: a program on PATH, or a folder of the bundle; empty where there is none. */
  readonly fallback: string;
  /** Steps that get the very release, a line each. */
  readonly install: readonly string[];
  /** What the steps install from: a folder of the manifest with lock files, and its place in the bundle. */
  readonly locked?: { readonly lock: string; readonly at: string };
}

/** What a program wrote on a stream: a text excerpt where it was kept. */
export interface ReproStream {
  readonly size: number;
  readonly digest: string;
  readonly differsAt: number | undefined;
  readonly text: string | undefined;
}

/** All that is told of a cell to somebody who has neither this project nor its machine. */
export interface Repro {
  readonly cell: string;
  readonly id: CellId;
  readonly run: { readonly id: string; readonly started: string; readonly harness: string; readonly supervised: boolean };
  readonly machine: Machine;
  readonly workload: { readonly title: string; readonly about: string; readonly needs: readonly Capability[] };
  /** Of the first role. */
  readonly program: Program;
  /** What the client script of a dialogue does, in order; undefined where nobody has to talk to the program. */
  readonly steps: readonly string[] | undefined;
  /** What plain commands do not show of it, a sentence each: the machine that it ran in. */
  readonly notPlain: readonly string[];
  /** Where somebody else must listen while it runs: it counts only if its sandbox refuses to connect there. */
  readonly neighbour: Address | undefined;
  readonly limits: Limits;
  readonly mustFail: "trap" | "exit" | "stdout" | undefined;
  readonly runtime: { readonly name: string; readonly homepage: string | undefined; readonly endings: readonly EndingRule[]; readonly report: boolean };
  /** Why the failure is excused, and who knows of it upstream. */
  readonly known: Known | undefined;
  /** The commands that build the source, with the placeholders of its language's manifest. */
  readonly built: readonly string[];
  readonly toolchain: Pin | undefined;
  readonly lane: Pin | undefined;
  readonly artifact: { readonly digest: string; readonly size: number };
  readonly state: CellState;
  readonly blame: Blame | undefined;
  readonly observation: Observation | undefined;
  readonly streams: Readonly<Record<"stdout" | "stderr", { readonly expected: ReproStream | undefined; readonly actual: ReproStream | undefined }>>;
  readonly commands: SymbolicCase;
  /** The config file that the runtime takes, inside the bundle; undefined where it takes none. */
  readonly config: string | undefined;
  /** Whether the prepared form of the artifact is in the bundle; undefined where the lane prepares nothing. */
  readonly prepared: boolean | undefined;
  readonly needs: readonly ReproNeed[];
  /** Digests of the engine's programs as they are now, by the path that they had in the run. */
  readonly programs: readonly { readonly path: string; readonly digest: string }[];
}
