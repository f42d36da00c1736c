import { clock_time_get } from "wasi_snapshot_preview1";
import { check } from "./errors.js";

function read(clock: number): bigint {
  const time = new BigUint64Array(1);
  check(clock_time_get(clock, 1n, time));
  return time[0] as bigint;
}

/** Nanoseconds since 1970. */
export const wall = (): bigint => read(0);

/** Nanoseconds of a clock that only goes on. */
export const monotonic = (): bigint => read(1);
