import { monotonic } from "../host/clock.js";
import { isPlain } from "../host/environment.js";
import { Progress } from "../report/progress.js";
/** Estimated seconds of getting one package when nothing is known of it yet; only ratios to other estimates matter. */
const provisionSeconds = 12;
/** Progress on standard error. */
export const openProgress = () => new Progress({ write: (text) => process.stderr.write(text), moving: !isPlain(process.stderr), now: monotonic });
/** Tells on a progress which package is being fetched. */
export const tellProvision = (progress) => ({ package: name, state }) => state === "start" ? progress.begin("provision", name, provisionSeconds) : progress.done("provision", name);
