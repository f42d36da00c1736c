import { printCell, printRelease, printRoute } from "../model/ids.js";
import { pairRounds, phaseRounds, startWorkload } from "./series.js";
import { compareCounts, compareTimes } from "./verdict.js";
/** A difference of exact counts below this part is none: engines may count what they insert themselves. */
const leastFuel = 0.01;
const badness = ["faster", "same", "unsure", "slower"];
const worst = (speeds) => badness[Math.max(...speeds.map((speed) => badness.indexOf(speed)))] ?? "unsure";
const fuelOf = (series, lines) => {
    const found = lines.find((line) => line.kind === "count" && line.cell === series.cell && line.group === series.group);
    return found?.kind === "count" && found.steady ? found.fuel : undefined;
};
/** CPU time, where the launcher took it of every sample; else wall time. */
export const timeOf = (...both) => both.every(({ samples }) => samples.every(({ userMs, systemMs }) => userMs !== null && systemMs !== null)) ? "cpu" : "wall";
/** Other releases of the baseline's runtime held against it: the same artifact, the same case, the same rounds. */
export const compareReleases = (header, lines, all, policy, looks) => {
    const own = all.filter(({ id }) => id.workload !== startWorkload || all.every((other) => other.id.workload === startWorkload));
    return own.flatMap((candidate) => {
        const baseline = own.find((other) => other.group === candidate.group &&
            printRelease(other.id.lane) === header.baseline &&
            other.cell !== candidate.cell &&
            printCell({ ...candidate.id, lane: { ...candidate.id.lane, version: other.id.lane.version } }) === other.cell);
        if (!baseline)
            return [];
        const by = timeOf(baseline, candidate);
        const time = compareTimes(pairRounds(phaseRounds(baseline, "total", by, all), phaseRounds(candidate, "total", by, all)), policy, looks);
        const [before, after] = [fuelOf(baseline, lines), fuelOf(candidate, lines)];
        const fuel = before === undefined || after === undefined ? undefined : compareCounts(before, after, leastFuel);
        const { id } = candidate;
        const subject = `${id.workload}/${id.case},${printRoute(id)}`;
        return [{ subject, baseline: baseline.cell, candidate: candidate.cell, time, by, fuel, is: worst(fuel ? [time.is, fuel] : [time.is]) }];
    });
};
