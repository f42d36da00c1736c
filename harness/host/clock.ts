import { setTimeout as wait } from "node:timers/promises";

/** Now, as ISO 8601 in UTC. */
export const timestamp = (): string => new Date().toISOString();

/** The day that it is now, in UTC: YYYY-MM-DD. */
export const currentDay = (): string => timestamp().slice(0, 10);

/** Now, in milliseconds since 1970. */
export const now = (): number => Date.now();

/** Monotonic milliseconds; only differences mean something. */
export const monotonic = (): number => performance.now();

/** Waits for a number of milliseconds; not at all where it is below zero. */
export const sleep = (milliseconds: number): Promise<void> => wait(Math.max(0, milliseconds));

const lookMs = 100;
const mostUnseenMs = 1000;

let seen: { at: number; total: number } | undefined;

/**
 * Monotonic milliseconds that this process has watched go by: of a stretch in which it did not run at all, since the machine stood still or
 * had far too much to do, one second counts. How long others may take is measured by it: they have not run either.
 */
export const watched = (): number => {
  const at = performance.now();
  if (!seen) {
    seen = { at, total: 0 };
    setInterval(watched, lookMs).unref();
  }
  seen.total += Math.min(at - seen.at, mostUnseenMs);
  seen.at = at;
  return seen.total;
};

/** Acts once so many watched milliseconds are over; what it returns takes that back. */
export const afterWatching = (milliseconds: number, act: () => void): (() => void) => {
  const until = watched() + milliseconds;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const left = until - watched();
    if (left <= 0) act();
    else timer = setTimeout(look, left);
  };
  timer = setTimeout(look, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * Whether one of several is over within so many watched milliseconds; a rejection of it is thrown. No timer outlives it: that would hold
 * up the end of the command.
 */
export const isOverWithin = async (milliseconds: number, several: readonly Promise<unknown>[]): Promise<boolean> => {
  let forget = (): void => {};
  const late = new Promise<false>((resolve) => {
    forget = afterWatching(milliseconds, () => resolve(false));
  });
  try {
    return await Promise.race([...several.map((each) => each.then(() => true)), late]);
  } finally {
    forget();
  }
};
