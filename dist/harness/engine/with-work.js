import { loadExpectations } from "../catalog/expectations.js";
import { interruptSignal } from "../host/interrupt.js";
import { say } from "../host/say.js";
import { openProgress, tellProvision } from "./open-progress.js";
import { openSession } from "./session.js";
/**
 * Opens what running cells of all workloads takes, or of those that are wanted, and closes it however `use` ends: what
 * still runs is ended and leaves no row.
 */
export const withWork = async (root, use, wanted) => {
    const progress = openProgress();
    const interrupted = interruptSignal(say);
    const stop = new AbortController();
    const signal = AbortSignal.any([interrupted, stop.signal]);
    const session = await openSession(root, signal, tellProvision(progress), wanted);
    // From here on the launcher program runs: whatever goes wrong, it is closed.
    const { launcher } = session;
    signal.addEventListener("abort", () => void session.close());
    try {
        const known = await loadExpectations(session.catalog);
        return await use({ root, session, launcher, progress, known, interrupted: () => signal.aborted });
    }
    finally {
        stop.abort();
        progress.clear();
        await session.close();
    }
};
