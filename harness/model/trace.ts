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

/** What a call tells that is still under way when it returns; what came of it is told later. */
const pending = "pending";

/** The pair of a call; of one that never returned only where its program ended by a signal: none, else; nor of one that is pending. */
export const pairOf = ({ call, errno }: Pick<Call, "call" | "errno">, ending?: string): Pair | undefined => {
  const outcome = errno ?? (ending === "signal" ? ending : undefined);
  return outcome === undefined || outcome === pending ? undefined : `${call} ${outcome}`;
};

/** What ends a guest, where it is meant to. */
const ends: ReadonlySet<string> = new Set(["success", "exit"]);
const raises: ReadonlySet<string> = new Set(["proc_raise"]);

/** Whether a call did what its function is for; one that ends the guest does so too, and a signal where it was to be raised. */
export const isSuccess = (call: string, errno: string | undefined): boolean =>
  errno !== undefined && (ends.has(errno) || (errno === "signal" && raises.has(call)));
