import { blamer } from "./blame.js";
const describe = (verdict) => {
    switch (verdict.is) {
        case "fail":
            return { cause: verdict.cause, detail: verdict.detail };
        case "unsupported":
            return { cause: "unsupported", detail: `${verdict.capability}: ${verdict.proof}` };
        case "broken":
            return { cause: "broken", detail: `${verdict.stage}: ${verdict.detail}` };
    }
};
const toGroup = (cell, blame) => {
    const { state, standing } = cell;
    if (standing.is === "unexpected-pass")
        return { cause: "unexpected-pass", detail: `passes, but is known to fail: ${standing.known.reason}`, blame: "harness", known: undefined };
    if (state.is === "lost")
        return { cause: "lost", detail: "planned, but the journal has no row", blame: "harness", known: undefined };
    if (state.is === "untrusted")
        return { cause: "untrusted", detail: `its lane did not pass ${state.because}`, blame: blame(cell).on, known: undefined };
    if (state.is !== "judged" || state.verdict.is === "pass")
        return undefined;
    const expired = standing.is === "unexpected-fail" && standing.expired ? `; what was known of it ended on ${standing.expired.until}` : "";
    const { cause, detail } = describe(state.verdict);
    return { cause, detail: detail + expired, blame: blame(cell).on, known: standing.is === "known-failure" ? standing.known.reason : undefined };
};
/** Groups what did not pass by cause and signature, the largest group first; what is known comes last. */
export const groupFailures = (record, grounds) => {
    const blame = blamer(record.cells, grounds);
    const groups = new Map();
    for (const cell of record.cells) {
        const own = toGroup(cell, blame);
        if (!own)
            continue;
        // Offsets and sizes differ from language to language where the reason is one; exit codes are the reason.
        const signature = own.cause === "exit" ? own.detail : own.detail.replace(/\d+/g, "#");
        const key = JSON.stringify([own.cause, own.blame, own.known ?? signature]);
        const group = groups.get(key);
        if (group)
            group.cells.push(cell.text);
        else
            groups.set(key, { ...own, cells: [cell.text] });
    }
    return [...groups.values()].sort((a, b) => Number(a.known !== undefined) - Number(b.known !== undefined) || b.cells.length - a.cells.length);
};
