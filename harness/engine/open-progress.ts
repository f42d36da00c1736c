import { monotonic } from "../host/clock.ts";
import { isPlain } from "../host/environment.ts";
import type { ProvisionContext } from "../provision/context.ts";
import { Progress } from "../report/progress.ts";

/** Estimated seconds of getting one package when nothing is known of it yet; only ratios to other estimates matter. */
const provisionSeconds = 12;

/** Progress on standard error. */
export const openProgress = (): Progress =>
  new Progress({
    ...{ write: (text) => process.stderr.write(text), moving: !isPlain(process.stderr), now: monotonic },
    columns: () => process.stderr.columns,
  });

/** Tells on a progress which package is being fetched. */
export const tellProvision =
  (progress: Progress): ProvisionContext["notify"] =>
  ({ package: name, state }) =>
    state === "start" ? progress.begin("provision", name, provisionSeconds) : progress.done("provision", name);
