import type { StepFailure } from "../../model/generated/journal.ts";
import type { Seen } from "./seen.ts";

/** The harness's end of a connection. Limits are milliseconds, rates bytes a second. */
export interface Peer {
  send(bytes: Buffer, rate: number | undefined, limitMs: number): Promise<Seen>;
  /** What comes next must be this. What comes after it stays for later. */
  receive(expected: Buffer, rate: number | undefined, limitMs: number): Promise<Seen>;
  /** The other side must end now. */
  end(limitMs: number): Promise<Seen>;
  /** The other side must have broken the connection off. */
  resetBy(limitMs: number): Promise<Seen>;
  shutdown(half: "write" | "both"): Promise<Seen>;
  reset(): Promise<Seen>;
  /** Ends this side, and takes what still comes. */
  finish(): void;
  /** What came that no step asked for; called when the programs have ended. */
  settle(): Promise<StepFailure | undefined>;
  destroy(): void;
}
