import { watch } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** An editor writes several files, or one in several steps: what follows within this time is the same change. */
const quietMs = 150;

/** Waits for changes below a folder. */
export interface Changes {
  /** Resolves with true at a change since it last did, or with false once the signal is aborted. */
  next(): Promise<boolean>;
  close(): void;
}

/** Watches a folder, with all that is below it. */
export const watchFolder = (folder: string, signal: AbortSignal): Changes => {
  let changed = false;
  let wake = (): void => {};
  const watcher = watch(folder, { recursive: true }, () => {
    changed = true;
    wake();
  });
  signal.addEventListener("abort", () => wake());
  const next = async (): Promise<boolean> => {
    while (!changed && !signal.aborted)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    while (changed && !signal.aborted) {
      changed = false;
      await sleep(quietMs);
    }
    return !signal.aborted;
  };
  return { next, close: () => watcher.close() };
};
