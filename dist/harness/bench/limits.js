import { digestOf } from "../host/digest.js";
import { remember } from "../host/memo.js";
import { findLeast } from "../measure/search.js";
import { passes } from "./measure.js";
const pageBytes = 65_536;
const mostPages = 65_536;
const mostFuel = 2 ** 50;
const failed = ({ group, cell }, phase, detail) => ({ kind: "failure", round: 0, group, cell, phase, detail });
// Neither follows from the machine: what was found is kept under all that it follows from.
const kept = async (subject, bench, argv, find) => {
    const { program, held, artifact, lane } = subject;
    const key = ["limit", argv, program, digestOf(held), artifact, lane.digest];
    let last;
    const text = await remember(bench.store, key, async () => {
        last = await find();
        return last.is === "found" && last.steady ? String(last.least) : undefined;
    });
    return last ?? { is: "found", least: Number(text), steady: true };
};
/**
 * Counts the work of a case exactly: the least fuel that it passes with, by halving; about 35 trials, or four where the
 * guess of another release is right. Undefined where the runtime counts no fuel.
 */
export const countFuel = async (subject, bench, guess) => {
    const argv = subject.target.mode.fuel;
    if (!argv)
        return undefined;
    const suffices = (fuel) => passes(subject, bench, { mode: "fuel", limit: fuel });
    const found = await kept(subject, bench, argv, () => findLeast({ from: 1, to: mostFuel, guess, suffices }));
    if (found.is === "none")
        return failed(subject, "fuel", "it does not pass with any limit of fuel");
    return { kind: "count", group: subject.group, cell: subject.cell, fuel: found.least, steady: found.steady };
};
/** Finds the least limit on linear memory that a case passes with, to a page; its output is judged at each try. Undefined where the runtime has no such limit. */
export const leastMemory = async (subject, bench) => {
    const argv = subject.target.mode.memory;
    if (!argv)
        return undefined;
    const suffices = (pages) => passes(subject, bench, { mode: "memory", limit: pages * pageBytes });
    const found = await kept(subject, bench, argv, () => findLeast({ from: 0, to: mostPages, suffices }));
    if (found.is === "none")
        return failed(subject, "memory", "it does not pass with any limit on memory");
    return { kind: "least", group: subject.group, cell: subject.cell, bytes: found.least * pageBytes, steady: found.steady };
};
