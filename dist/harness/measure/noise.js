import { quantile } from "simple-statistics";
import { seededDraw } from "./random.js";
import { areUsable, medianOf } from "./ratio.js";
const splits = 400;
const kept = 0.95;
// One of two neighbouring rounds for each side: an experiment in which nothing differs, interleaved as the real one is.
const splitDifference = (values, draw) => {
    const half = values.length >> 1;
    const [one, other] = [new Float64Array(half), new Float64Array(half)];
    for (let index = 0; index < half; index++) {
        const swap = draw(2);
        one[index] = values[2 * index + swap];
        other[index] = values[2 * index + 1 - swap];
    }
    return Math.abs(Math.log(medianOf(one) / medianOf(other)));
};
/**
 * How far a cell's median differs from its own when nothing has changed (A/A), as a part of it (0.01: one percent): the
 * 95 % quantile over splits of its rounds into two halves that alternate. A half has half of the rounds, and the scatter
 * of a median falls with the root of their number, so what the halves show is divided by the root of two.
 * Infinite where there are fewer than four rounds: noise that is not known excuses everything.
 */
export const ownNoise = (values, seed) => {
    if (values.length < 4 || !areUsable(values))
        return Number.POSITIVE_INFINITY;
    const draw = seededDraw(seed);
    const differences = Array.from({ length: splits }, () => splitDifference(values, draw));
    return Math.expm1(quantile(differences, kept) / Math.SQRT2);
};
