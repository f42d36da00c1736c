import { judge } from "../judge/judge.js";
import { repeat } from "../judge/repeat.js";
// A cell that fails as often as this does not flake: it fails.
const mostRetries = 4;
const attempt = async (run, grounds) => {
    const attempts = (await run()).map((observation) => ({ observation, verdict: judge(observation, grounds) }));
    return attempts.findLast(({ verdict }) => verdict.is !== "pass") ?? attempts[0];
};
/** Tries a cell until its facts are known; undefined where the run was stopped. `run` does one trial. */
export const tryCell = async (run, grounds, trying) => {
    if (trying.repeat > 1) {
        const { earlier, ...repeated } = await repeat(() => attempt(run, grounds), trying.repeat, trying.signal);
        return trying.signal.aborted ? undefined : { ...repeated, ...(earlier ? { earlier: [...earlier] } : {}) };
    }
    const earlier = [];
    for (;;) {
        const last = await attempt(run, grounds);
        if (trying.signal.aborted)
            return undefined;
        const isLast = last.verdict.is !== "fail" || earlier.length >= mostRetries || !trying.mayFlake;
        if (isLast)
            return { ...last, ...(earlier.length > 0 && last.verdict.is === "pass" ? { earlier: earlier } : {}) };
        earlier.push(last.observation);
    }
};
