import { setTimeout } from "node:timers/promises";

/** Now, as ISO 8601 in UTC. */
export const timestamp = (): string => new Date().toISOString();

/** Now, in milliseconds since 1970. */
export const now = (): number => Date.now();

/** Monotonic milliseconds; only differences mean something. */
export const monotonic = (): number => performance.now();

/** Waits for a number of milliseconds. */
export const sleep = (milliseconds: number): Promise<void> => setTimeout(milliseconds);
