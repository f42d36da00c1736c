import { coerce, satisfies } from "../model/semver.js";
const holdsFor = (known, text, lane) => {
    if (known.kind !== "failure" || !known.pattern.test(text))
        return false;
    if (known.releases === undefined)
        return true;
    const version = coerce(lane.version)?.version;
    return version !== undefined && satisfies(version, known.releases);
};
const expected = { is: "expected" };
/**
 * Holds what became of a cell against the known failures. Only a failure by the very cause that is known is excused, and
 * only until its day (`today`, YYYY-MM-DD). A cell that passes although it is known to fail is unexpected too. What is
 * broken, lost or untrusted cannot be excused.
 */
export const standing = (cell, known, today) => {
    const { state } = cell;
    if (state.is === "inexpressible")
        return expected;
    if (state.is !== "judged" || state.verdict.is === "broken")
        return { is: "unexpected-fail" };
    const { verdict } = state;
    if (verdict.is === "unsupported")
        return expected;
    const fitting = known.filter((each) => holdsFor(each, cell.text, cell.id.lane));
    if (verdict.is === "pass") {
        const [first] = fitting;
        return first ? { is: "unexpected-pass", known: first } : expected;
    }
    const excuse = fitting.find((each) => each.cause === verdict.cause && each.until >= today);
    if (excuse)
        return { is: "known-failure", known: excuse };
    const expired = fitting.find((each) => each.cause === verdict.cause);
    return { is: "unexpected-fail", ...(expired ? { expired } : {}) };
};
/** Whether a cell is known to hang: it fails by a limit on time, and waits for that without work. */
export const hangs = (text, lane, known, today) => known.some((each) => (each.cause === "timeout" || each.cause === "silence") && each.until >= today && holdsFor(each, text, lane));
/** Whether a failing cell may be tried again, because somebody knows it to flake. */
export const mayFlake = (text, known, today) => known.some((each) => each.kind === "flake" && each.until >= today && each.pattern.test(text));
