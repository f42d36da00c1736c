import { printTrack } from "../model/ids.js";
const describeVerdict = (verdict) => {
    switch (verdict.is) {
        case "pass":
            return "pass";
        case "fail":
            return `fail by ${verdict.cause}: ${verdict.detail}`;
        case "unsupported":
            return `unsupported: ${verdict.capability} (${verdict.proof})`;
        case "broken":
            return `broken at ${verdict.stage}: ${verdict.detail}`;
    }
};
/** A cell's state in words. */
export const describe = (state) => {
    switch (state.is) {
        case "judged":
            return describeVerdict(state.verdict);
        case "inexpressible":
            return `inexpressible: ${state.why}`;
        case "untrusted":
            return `untrusted: ${state.because}`;
        case "lost":
            return "lost";
    }
};
/** Whether a cell passed. */
export const passed = (state) => state.is === "judged" && state.verdict.is === "pass";
/** What both sides of a cell are that say the same. */
const bothOf = (state) => {
    if (state.is !== "judged")
        return "not-tested";
    const { verdict } = state;
    if (verdict.is === "fail")
        return verdict.cause === "build" ? "not-built" : "fail";
    return verdict.is === "broken" ? "not-tested" : verdict.is;
};
/** Whether no program of a cell came to be. */
export const isUnbuilt = (state) => state.is === "judged" && (state.verdict.is === "broken" ? state.verdict.stage === "build" : bothOf(state) === "not-built");
// What tells nothing of the program: nobody knows how it would have ended.
const unknown = (state) => state.is === "lost" || state.is === "untrusted" || (state.is === "judged" && state.verdict.is === "broken");
// Two that did not pass are the same where they say the same; how far a stream got is not compared.
const signature = (state) => {
    if (state.is !== "judged")
        return state.is;
    return state.verdict.is === "fail" ? `fail ${state.verdict.cause}` : state.verdict.is;
};
const differ = (a, b) => a !== undefined && b !== undefined && a !== b;
// Where its roles ran that ran in another Keep, whatever the release.
const placesOf = ({ elsewhere }) => elsewhere &&
    Object.entries(elsewhere)
        .map(([role, lane]) => `${role} ${printTrack(lane)}`)
        .sort()
        .join();
/** The first stream that both sides were to have the same and have not; undefined where there is none. */
export const changedStream = (before, after, compared) => ["stdout", "stderr"].find((name) => compared[name] && before.observation?.[name].digest !== after.observation?.[name].digest);
/**
 * Before × after, one total function. What passed before and does not now is a regression, whatever took its place: a
 * failure, a loss, a capability that is gone. What is not known on the one side that matters is never "same".
 */
export const compare = (before, after, compared) => {
    if (!before)
        return after
            ? { is: "added", ...(passed(after.state) ? {} : { detail: `not on the baseline, now ${describe(after.state)}` }) }
            : { is: "same", both: "not-tested" };
    if (!after)
        return passed(before.state) ? { is: "regressed", detail: "passed, and is not there now" } : { is: "removed" };
    if (differ(before.contract, after.contract))
        return { is: "incomparable", moved: "contract" };
    if (compared.artifact && differ(before.artifact, after.artifact))
        return { is: "incomparable", moved: "artifact" };
    if (differ(placesOf(before), placesOf(after)))
        return { is: "incomparable", moved: "keep" };
    if (passed(before.state)) {
        if (!passed(after.state))
            return { is: "regressed", detail: `passed, now ${describe(after.state)}` };
        const stream = changedStream(before, after, compared);
        return stream ? { is: "changed", detail: `both pass, but ${stream} is another` } : { is: "same", both: "pass" };
    }
    if (unknown(before.state) || unknown(after.state))
        return { is: "unsure", detail: `${describe(before.state)}, now ${describe(after.state)}` };
    if (passed(after.state))
        return { is: "fixed", detail: `${describe(before.state)}, now pass` };
    if (signature(before.state) === signature(after.state))
        return { is: "same", both: bothOf(after.state), detail: describe(after.state) };
    return { is: "changed", detail: `${describe(before.state)}, now ${describe(after.state)}` };
};
