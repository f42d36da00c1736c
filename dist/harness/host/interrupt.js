/**
 * A signal that aborts at the first SIGINT or SIGTERM, so that a command can keep what was done and end in order; the
 * second ends the process at once.
 */
export const interruptSignal = (say) => {
    const controller = new AbortController();
    const stop = () => {
        if (controller.signal.aborted)
            process.exit(130);
        say("interrupted: what was done is kept; once more to leave at once");
        controller.abort();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    return controller.signal;
};
