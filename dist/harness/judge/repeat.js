// What must not differ from trial to trial: how it ended, all that it said, what it left, and the verdict on that.
const essence = ({ observation, verdict }) => {
    const { ending, stdout, stderr, files, steps } = observation;
    if (!steps)
        return JSON.stringify([verdict, ending, bytesOf(stdout), bytesOf(stderr), files]);
    // Each trial of a dialogue has addresses of its own, and how far a connection got before it broke is chance.
    if (verdict.is === "fail")
        return JSON.stringify([verdict.is, verdict.cause]);
    return JSON.stringify([verdict.is, ending.how, stdout.differsAt, stderr.differsAt, files]);
};
// What is to be different each time, or the time, is judged by itself.
const bytesOf = ({ digest, size, fresh, offMs }) => (fresh === undefined && offMs === undefined ? digest : size);
const cpuOf = ({ userMs, systemMs }) => (userMs === null || systemMs === null ? null : userMs + systemMs);
const said = (verdict) => (verdict.is === "fail" ? `fail by ${verdict.cause}` : verdict.is);
/** The verdict on a cell whose trial number `count` was not as its first one. */
export const differs = (first, other, count) => ({
    is: "fail",
    cause: "nondeterministic",
    detail: `trial ${count} is not as the first: ${said(first)}, then ${said(other)}`,
});
/** Tries again and again; a trial that differs from the first makes the cell fail as nondeterministic. Stops early when aborted. */
export const repeat = async (attempt, times, signal) => {
    const first = await attempt();
    let cpuMs = cpuOf(first.observation);
    for (let count = 2; count <= times && !signal.aborted; count++) {
        const next = await attempt();
        const own = cpuOf(next.observation);
        cpuMs = cpuMs === null || own === null ? null : cpuMs + own;
        if (essence(next) === essence(first))
            continue;
        const verdict = differs(first.verdict, next.verdict, count);
        return { observation: next.observation, verdict, trials: { count, cpuMs }, earlier: [first.observation] };
    }
    return { ...first, trials: { count: times, cpuMs } };
};
