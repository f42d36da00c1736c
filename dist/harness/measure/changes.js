import { gatehouseWords } from "../model/command.js";
import { parseCell, printRelease, printRoute } from "../model/ids.js";
const percent = (part) => `${part >= 0 ? "+" : ""}${(part * 100).toFixed(1)} %`;
const describeTime = ({ estimate, threshold, limitedBy }, by) => estimate
    ? `${by} time ${percent(estimate.ratio - 1)} (${percent(estimate.low - 1)} to ${percent(estimate.high - 1)}, ${estimate.rounds} rounds, ${limitedBy} ${(threshold * 100).toFixed(1)} %)`
    : `${by} time: nothing was measured on both sides`;
const again = ({ candidate, baseline }) => {
    const [own, other] = [parseCell(candidate), parseCell(baseline)];
    return [
        ...[...gatehouseWords, "bench", `case=${own.workload}/${own.case}`, `route=${printRoute(own)}`],
        ...["--candidate", printRelease(own.lane), "--baseline", printRelease(other.lane)],
    ];
};
/** What a gate takes of a report: one change a comparison, the worst first. */
export const timeChanges = ({ comparisons }) => {
    const order = ["slower", "unsure", "faster", "same"];
    return comparisons
        .map((comparison) => {
        const fuel = comparison.fuel === undefined ? "" : `; work by fuel: ${comparison.fuel}`;
        return {
            subject: comparison.subject,
            is: comparison.is,
            cell: comparison.candidate,
            detail: `${describeTime(comparison.time, comparison.by)}${fuel}`,
            again: again(comparison),
        };
    })
        .sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is));
};
/** Whether times let a candidate through: nothing is slower, and nothing is unsure unless that was accepted. */
export const acceptsTimes = (changes, acceptUnsure) => changes.every(({ is }) => is !== "slower" && (acceptUnsure || is !== "unsure"));
/** Whether anything failed that was to be measured; what a host cannot set up is no failure. */
export const hasFailed = ({ cells }) => cells.some(({ failed }) => failed !== undefined && !failed.startsWith("total: inexpressible"));
