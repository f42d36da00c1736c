import { monotonic } from "../host/clock.js";
import { calibrate } from "../host/machine.js";
import { compareReleases } from "../measure/releases.js";
import { startWorkload, toSeries } from "../measure/series.js";
import { lookRounds } from "../measure/verdict.js";
import { printRoute } from "../model/ids.js";
import { compileMode, measureCompile, measureTotal } from "./measure.js";
/** Compiling takes long and varies little. */
const compileRounds = 5;
const rotate = (items, by) => items.map((_, index) => items[(index + by) % items.length]);
const routeAndLane = ({ planned, lane }) => `${printRoute(planned.id)} ${lane.text}`;
const toGroups = (subjects) => {
    const starts = subjects.filter(({ planned }) => planned.id.workload === startWorkload);
    const named = subjects.filter(({ planned }) => planned.id.workload !== startWorkload);
    const all = named.length > 0 ? named : starts;
    return [...new Set(all.map(({ group }) => group))].map((name) => {
        const own = all.filter(({ group }) => group === name);
        const used = new Set(own.map(routeAndLane));
        const noops = named.length > 0 ? starts.filter((start) => used.has(routeAndLane(start))).map((start) => ({ ...start, group: name })) : [];
        return { name, subjects: [...own, ...noops], rounds: 0 };
    });
};
// An artifact is compiled in the rounds of the first group that it is in: what it takes does not depend on the case.
const toCompile = (groups) => {
    const seen = new Set();
    return new Map(groups.map(({ name, subjects }) => {
        const own = subjects.filter((subject) => compileMode(subject) !== undefined && !seen.has(`${subject.artifact} ${subject.lane.text}`));
        for (const { artifact, lane } of own)
            seen.add(`${artifact} ${lane.text}`);
        return [name, own];
    }));
};
/**
 * Measures all groups, round by round: in a round each cell runs once, and each round begins with the next one, so that none
 * always follows the same other. Where releases are compared, those that are not decided get more rounds, look by look,
 * until they are or the budget is spent. One trial runs at a time.
 */
export const measureRounds = async (subjects, looks, work) => {
    const { bench, progress, append } = work;
    const started = monotonic();
    const over = () => work.stopped() || (work.budgetMs !== undefined && monotonic() - started > work.budgetMs);
    const failed = new Set();
    const cost = new Map();
    const take = (measured) => {
        // A trial that an interruption cut short tells nothing.
        if (work.stopped())
            return;
        if (measured.is === "failure")
            failed.add(measured.failure.cell);
        append(measured.is === "sample" ? measured.sample : measured.failure);
    };
    const groups = toGroups(subjects);
    const warmed = [...new Map(groups.flatMap((group) => group.subjects).map((subject) => [subject.cell, subject])).values()];
    progress.expect("warm up", warmed.length, 0.3);
    for (const subject of warmed) {
        if (work.stopped())
            return;
        const measured = await measureTotal(subject, bench, 0);
        if (measured.is === "failure")
            take(measured);
        else
            cost.set(subject.cell, measured.sample.wallMs / 1000);
        progress.done("warm up", subject.cell);
    }
    const compiles = work.compile ? toCompile(groups) : new Map();
    const round = async (group, chosen) => {
        const number = ++group.rounds;
        append({ kind: "calibration", round: number, ...loop() });
        for (const subject of rotate(chosen, number - 1)) {
            if (work.stopped())
                return;
            if (!failed.has(subject.cell))
                take(await measureTotal(subject, bench, number));
            progress.done("measure", subject.cell);
        }
        for (const subject of number > compileRounds ? [] : (compiles.get(group.name) ?? [])) {
            if (work.stopped())
                return;
            if (!failed.has(subject.cell))
                take(await measureCompile(subject, bench, number));
        }
    };
    const some = (group, undecided) => group.subjects.filter(({ cell, group: name }) => !failed.has(cell) && (undecided === undefined || undecided.has(`${name} ${cell}`)));
    let undecided;
    for (const rounds of work.header.baseline === undefined ? [looks.first] : lookRounds(looks)) {
        for (const group of groups) {
            const chosen = some(group, undecided);
            const left = rounds - group.rounds;
            const seconds = chosen.reduce((sum, { cell }) => sum + (cost.get(cell) ?? 0.1), 0) / Math.max(1, chosen.length);
            progress.expect("measure", chosen.length * left, seconds);
        }
        for (const group of groups) {
            const chosen = some(group, undecided);
            while (chosen.length > 0 && group.rounds < rounds) {
                if (over())
                    return;
                await round(group, chosen);
            }
        }
        if (work.header.baseline === undefined)
            return;
        undecided = stillUnsure(work.header, work.lines(), looks);
        if (undecided.size === 0)
            return;
    }
};
const loop = () => {
    const { wallMs, cpuMs } = calibrate();
    return { wallMs, cpuMs };
};
// Both sides of each comparison of times that is not decided: further rounds are theirs alone.
const stillUnsure = (header, lines, looks) => {
    const all = toSeries(lines);
    const policy = { least: header.policy, seed: header.seed };
    return new Set(compareReleases(header, lines, all, policy, looks)
        .filter(({ time }) => time.is === "unsure")
        .flatMap(({ baseline, candidate }) => {
        const name = all.find(({ cell }) => cell === candidate)?.group ?? "";
        return [`${name} ${baseline}`, `${name} ${candidate}`];
    }));
};
