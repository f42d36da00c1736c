import type { Call } from "./generated/trace.ts";

/** What a host told of one program: its calls in their order, and how many it left out. */
export interface Told {
  readonly calls: readonly Call[];
  readonly dropped: number;
  /** Whether the host never tells a call, because it is on a standard stream, say. */
  readonly omits?: (call: Call) => boolean;
}

/** A function of WASI with what came of a call: `fd_read badf`, `wasi:io/poll#poll success`. */
export type Pair = `${string} ${string}`;

export const pairOf = ({ call, errno }: Pick<Call, "call" | "errno">): Pair | undefined => (errno === undefined ? undefined : `${call} ${errno}`);

/** What ends a guest, where it is meant to. */
const ends: ReadonlySet<string> = new Set(["success", "exit"]);

/** Whether a call did what its function is for; one that ends the guest does so too. */
export const isSuccess = (errno: string | undefined): boolean => errno !== undefined && ends.has(errno);
