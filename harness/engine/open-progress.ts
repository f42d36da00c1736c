import { monotonic } from "../host/clock.ts";
import { isPlain } from "../host/environment.ts";
import { Progress } from "../report/progress.ts";

/** Estimated seconds of getting one package when nothing is known of it yet; only ratios to other estimates matter. */
export const provisionSeconds = 12;

/** Progress on standard error. */
export const openProgress = (): Progress => new Progress({ write: (text) => process.stderr.write(text), moving: !isPlain(process.stderr), now: monotonic });
