import { loadExpectations } from "../catalog/expectations.ts";
import type { Spares, Wanted } from "../catalog/load.ts";
import { interruptSignal } from "../host/interrupt.ts";
import { say } from "../host/say.ts";
import type { Launcher } from "../launch/launcher.ts";
import type { Known } from "../model/expectation.ts";
import type { Progress } from "../report/progress.ts";
import { openProgress, tellProvision } from "./open-progress.ts";
import { openSession, type Session } from "./session.ts";

/** What commands that run cells share; closed by `withWork`. */
export interface Work {
  /** Where runs are recorded: the project's folder, or a scratch folder where manifests are only checked. */
  readonly root: string;
  readonly session: Session;
  readonly launcher: Launcher;
  readonly progress: Progress;
  readonly known: readonly Known[];
  /** Whether the user asked to stop. */
  readonly interrupted: () => boolean;
}

/**
 * Opens what running cells of all workloads takes, or of those that are wanted, and closes it however `use` ends: what
 * still runs is ended and leaves no row.
 */
export const withWork = async <T>(root: string, use: (work: Work) => Promise<T>, wanted?: Wanted, spares?: Spares): Promise<T> => {
  const progress = openProgress();
  const interrupted = interruptSignal(say);
  const stop = new AbortController();
  const signal = AbortSignal.any([interrupted, stop.signal]);
  const session = await openSession(root, signal, tellProvision(progress), wanted, spares);
  // From here on the launcher program runs: whatever goes wrong, it is closed.
  const { launcher } = session;
  signal.addEventListener("abort", () => void session.close());
  try {
    const known = await loadExpectations(session.catalog);
    return await use({ root, session, launcher, progress, known, interrupted: () => signal.aborted });
  } finally {
    stop.abort();
    progress.clear();
    await session.close();
  }
};
