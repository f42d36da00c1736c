import { setTimeout } from "node:timers/promises";

/** Now, as ISO 8601 in UTC. */
export const timestamp = (): string => new Date().toISOString();

/** Monotonic milliseconds; only differences mean something. */
export const monotonic = (): number => performance.now();

/** Waits for a number of milliseconds. */
export const sleep = (milliseconds: number): Promise<void> => setTimeout(milliseconds);
