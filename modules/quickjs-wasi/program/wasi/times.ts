import { wall } from "./clock.js";

export interface Datetime {
  readonly seconds: number;
  readonly nanoseconds: number;
}

export type NewTimestamp = { readonly tag: "no-change" } | { readonly tag: "now" } | { readonly tag: "timestamp"; readonly val: Datetime };

const second = 1_000_000_000n;

export const toDatetime = (time: bigint): Datetime => ({ seconds: Number(time / second), nanoseconds: Number(time % second) });

/** Flags and times as preview 1 takes them; `set` and `setNow` are the flags of one time. */
export function toTime(time: NewTimestamp, set: number, setNow: number): { readonly flags: number; readonly time: bigint } {
  if (time.tag === "no-change") return { flags: 0, time: 0n };
  if (time.tag === "now") return { flags: setNow, time: wall() };
  return { flags: set, time: BigInt(time.val.seconds) * second + BigInt(time.val.nanoseconds) };
}
