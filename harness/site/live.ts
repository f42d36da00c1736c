import { monotonic, sleep } from "../host/clock.ts";
import { serve } from "../host/serve.ts";
import { JournalProgress, type RunProgress } from "../record/progress.ts";
import { findJournal, listRuns } from "../record/runs.ts";

/** Milliseconds between two looks at the journal. */
const lookMs = 500;

/** A site is written anew while a run goes on, but not so often that it takes the machine from the run. */
const leastMs = 5000;
const restTimes = 10;

/** A site that is served while runs come and go. */
export interface LiveSite {
  readonly url: string;
  /** Until the signal comes. */
  readonly watch: (signal: AbortSignal) => Promise<void>;
}

const newestJournal = (root: string): string | undefined => (listRuns(root).length > 0 ? findJournal(root, undefined) : undefined);

const same = (a: RunProgress | undefined, b: RunProgress | undefined): boolean => a?.run === b?.run && a?.is === b?.is && a?.done === b?.done;

/** Serves a site on loopback. `write` makes its files of what is recorded now. Pages hear how far the newest run is, and when there is more to see. */
export const openLive = async (root: string, port: number | undefined, write: () => Promise<ReadonlyMap<string, string>>): Promise<LiveSite> => {
  let files = await write();
  const served = await serve(() => files, port);
  const look = (progress: JournalProgress | undefined): JournalProgress | undefined => {
    const path = newestJournal(root);
    return path === undefined || progress?.path === path ? progress : new JournalProgress(path);
  };
  const watch = async (signal: AbortSignal): Promise<void> => {
    let progress = look(undefined);
    let [written, told] = [progress?.look(), undefined as RunProgress | undefined];
    let next = monotonic() + leastMs;
    while (!signal.aborted) {
      progress = look(progress);
      const now = progress?.look();
      if (now && !same(now, told)) served.tell("progress", now);
      told = now;
      const isOver = now !== undefined && now.is !== "running";
      if (now && !same(now, written) && (isOver || now.run !== written?.run || monotonic() >= next)) {
        const start = monotonic();
        files = await write();
        next = monotonic() + Math.max(leastMs, restTimes * (monotonic() - start));
        written = now;
        served.tell("written", now);
      }
      await sleep(lookMs);
    }
    await served.close();
  };
  return { url: served.url, watch };
};
