import { monotonic } from "../clock.js";
import { Pollable } from "../io/poll.js";

/** In nanoseconds. */
export const now = (): number => Number(monotonic());

/** Ready after so many nanoseconds. */
export const subscribeDuration = (nanoseconds: number | bigint): Pollable => new Pollable({ until: monotonic() + BigInt(nanoseconds) });

/** Ready at that time of the clock. */
export const subscribeInstant = (instant: number | bigint): Pollable => new Pollable({ until: BigInt(instant) });
