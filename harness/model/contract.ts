import type { Answer, Content, Directory, ExitContract, Expectations, ProgramContract, Socket, Step } from "./generated/workload.ts";
import type { Capability, Target } from "./words.ts";

/**
 * What a stream must hold: `exact` bytes; bytes that it begins with (`prefix`); one of several right answers (`any`); in each of two runs so many
 * random bytes, drawn so often (`fresh`); the time, at most so many seconds off (`now`); or none said.
 */
export type Stream =
  | { readonly match: "exact"; readonly content: Content }
  | { readonly match: "prefix"; readonly content: Content }
  | { readonly match: "any"; readonly answers: readonly Reasoned[] }
  | { readonly match: "fresh"; readonly size: number; readonly draws: number }
  | { readonly match: "now"; readonly within: number }
  | { readonly match: "per-engine" }
  | { readonly match: "free" };

/** A right answer, and where it is promised. */
export interface Reasoned {
  readonly content: Content;
  readonly why: string;
}

/** A right answer as a manifest has it. */
export const reasoned = ({ why, ...content }: Answer): Reasoned => ({ why, content: content as Content });

/** Whether a stream's bytes mean the same in another run or lane. */
export const isLasting = ({ match }: Pick<Stream, "match">): boolean => match === "exact" || match === "any" || match === "per-engine";

/** Whether a program has to be run twice to be judged. */
export const needsTwoRuns = ({ stdout, stderr }: Program): boolean => stdout.match === "fresh" || stderr.match === "fresh";

/** What a program asks of its engine besides its inputs. */
export type Asks = Pick<ProgramContract, "argv0" | "proposals" | "preload" | "script" | "presets">;

/** What the harness does with one program: what it is given and what it must show. All defaults are filled in. */
export interface Program extends Asks {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Content;
  /** How standard input and output are open, where that is another way than each by itself. */
  readonly stdio?: NonNullable<ProgramContract["stdio"]>;
  readonly directories: readonly Directory[];
  readonly sockets: readonly Socket[];
  /** The Keep that it runs in, where that is another than the cell's. */
  readonly keep?: string;
  readonly exit: ExitContract;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly files: NonNullable<Expectations["files"]>;
}

/** Limits of a case; times in milliseconds before a Keep's slowdown. */
export interface Limits {
  readonly timeMs: number;
  readonly silenceMs: number | undefined;
  readonly memoryMib: number;
  readonly outputMib: number;
  /** Of all files that it writes; absent: 512. */
  readonly filesMib?: number;
  readonly processes: number;
}

const networked: ReadonlySet<Capability> = new Set([
  "sockets.accept",
  "sockets.connect",
  "udp",
  "dns",
  "tls.accept",
  "tls.connect",
  "http.serve",
  "http.client",
]);

/** Whether programs of a case may reach the network of their machine: also those that must be refused by their engine, not by the harness. */
export const reachesNetwork = ({ needs, neighbour, programs }: Pick<Case, "needs" | "neighbour" | "programs">): boolean =>
  neighbour || needs.some((need) => networked.has(need)) || Object.values(programs).some(({ sockets }) => sockets.length > 0);

/** One behaviour of a workload. */
export interface Case {
  readonly id: string;
  readonly needs: readonly Capability[];
  /** Targets that it has a meaning for; undefined for all. */
  readonly targets: readonly Target[] | undefined;
  readonly limits: Limits;
  /** The program breaks its contract on purpose: the cell passes only where it is reported as failing by this cause. */
  readonly mustFail: "trap" | "exit" | "stdout" | undefined;
  /** Whether somebody else's server must be there, for the program not to reach. */
  readonly neighbour: boolean;
  /** Whether its programs have a network of their own, which is nothing but a loopback; absent: no. */
  readonly loopback?: boolean;
  readonly programs: Readonly<Record<string, Program>>;
  /** False where the case has steps of its own, several roles or sockets: a dialogue. */
  readonly plain: boolean;
  /** What the harness does, in order; empty where the case is plain. */
  readonly steps: readonly Step[];
}

/** A case with at most this much time, in milliseconds. */
export const within = (entry: Case, mostMs: number): Case => ({ ...entry, limits: { ...entry.limits, timeMs: Math.min(entry.limits.timeMs, mostMs) } });
