import { printLane } from "../model/ids.js";
// What may be left open in a pattern, the most telling parts last: a pattern names as little as it must.
const parts = (id) => {
    const lane = printLane(id.lane);
    return [id.workload, id.case, id.language, id.toolchain, id.target, id.lane.runtime, lane.slice(id.lane.runtime.length + 1)];
};
const toPattern = (own, named) => {
    const word = own.map((part, index) => (named & (1 << index) ? part : "*"));
    return `${word[0]}/${word[1]},${word[2]}/${word[3]}.${word[4]},${word[5]}@${word[6]}`;
};
const bits = (mask) => mask.toString(2).replaceAll("0", "").length;
const failsBy = (cell) => cell.state.is === "judged" && cell.state.verdict.is === "fail" ? cell.state.verdict.cause : undefined;
/**
 * The smallest set of patterns, greedily, that fits all unexpected failures and no cell that does anything else:
 * for each failing cell the widest pattern that is still true of the whole run.
 */
export const propose = (cells) => {
    const all = cells.map((cell) => ({ own: parts(cell.id), cause: failsBy(cell), open: cell.standing.is === "unexpected-fail" }));
    const masks = Array.from({ length: 128 }, (_, mask) => mask).sort((a, b) => bits(a) - bits(b));
    const proposals = [];
    const covered = new Set();
    all.forEach((cell, index) => {
        const { own, cause } = cell;
        if (!cell.open || cause === undefined || covered.has(index))
            return;
        let best;
        for (const mask of masks) {
            if (best && bits(best.mask) < bits(mask))
                break;
            const fitting = all.flatMap((other, at) => (own.every((part, bit) => !(mask & (1 << bit)) || other.own[bit] === part) ? [at] : []));
            if (!fitting.every((at) => all[at]?.cause === cause && all[at]?.open))
                continue;
            if (!best || fitting.length > best.fitting.length)
                best = { mask, fitting };
        }
        if (!best)
            return;
        for (const at of best.fitting)
            covered.add(at);
        proposals.push({ cells: toPattern(own, best.mask), cause, count: best.fitting.length });
    });
    return proposals;
};
