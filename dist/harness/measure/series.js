import { parseCell, printCell } from "../model/ids.js";
/** The workload that does nothing: what it takes is what starting and ending take. */
export const startWorkload = "noop";
/** The machine itself in the place of an engine. */
export const nativeRelease = { runtime: "native", version: "host" };
/** Puts samples together by group and cell, in the order in which they were first seen. */
export const toSeries = (lines) => {
    const series = new Map();
    for (const line of lines) {
        if (line.kind !== "sample")
            continue;
        const key = `${line.group} ${line.cell}`;
        const own = series.get(key) ?? { group: line.group, cell: line.cell, id: parseCell(line.cell), samples: [] };
        own.samples.push(line);
        series.set(key, own);
    }
    return [...series.values()];
};
const timeOf = (sample, by) => {
    if (by === "wall")
        return sample.wallMs;
    return sample.userMs === null || sample.systemMs === null ? undefined : sample.userMs + sample.systemMs;
};
const roundsOf = (series, phase, by) => new Map(series.samples.flatMap((sample) => {
    const time = sample.phase === phase ? timeOf(sample, by) : undefined;
    return time === undefined ? [] : [[sample.round, time]];
}));
/** The no-op of the same route and lane in the same rounds; a group of no-ops has none. */
const startOf = (series, all) => series.id.workload === startWorkload
    ? undefined
    : all.find((other) => other.group === series.group &&
        other.id.workload === startWorkload &&
        printCell({ ...series.id, workload: startWorkload, case: other.id.case }) === other.cell);
/** A phase's figures by round: start is the no-op's whole time, run what is left of the same round's total without it. */
export const phaseRounds = (series, phase, by, all) => {
    if (phase === "compile" || phase === "total")
        return roundsOf(series, phase, by);
    const start = startOf(series, all);
    const starts = start ? roundsOf(start, "total", by) : new Map();
    if (phase === "start")
        return starts;
    return new Map([...roundsOf(series, "total", by)].flatMap(([round, total]) => {
        const own = starts.get(round);
        return own === undefined ? [] : [[round, total - own]];
    }));
};
/** What two cells have of the same rounds. */
export const pairRounds = (baseline, candidate) => {
    const shared = [...baseline.keys()].filter((round) => candidate.has(round)).sort((a, b) => a - b);
    return { baseline: shared.map((round) => baseline.get(round)), candidate: shared.map((round) => candidate.get(round)) };
};
