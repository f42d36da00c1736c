let asked = false;

/** Whether the user has asked this process to stop. */
export const wasInterrupted = (): boolean => asked;

/**
 * A signal that aborts at the first SIGINT or SIGTERM, so that a command can keep what was done and end in order; the
 * second ends the process at once.
 */
export const interruptSignal = (say: (text: string) => void): AbortSignal => {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    asked = true;
    say("interrupted: what was done is kept; once more to leave at once");
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller.signal;
};
