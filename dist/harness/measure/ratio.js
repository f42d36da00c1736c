import { medianSorted, quantileSorted } from "simple-statistics";
import { seededDraw } from "./random.js";
const resamples = 2000;
/** The median of numbers, which are sorted in place: typed arrays sort without a function that compares, and resampling is nothing but sorting. */
export const medianOf = (values) => medianSorted(values.sort());
/** Whether figures can be held against others: a number above zero each, at least one. */
export const areUsable = (values) => values.length > 0 && values.every((value) => Number.isFinite(value) && value > 0);
/**
 * The ratio of medians with a percentile bootstrap interval (Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
 * chapter 13). Rounds are drawn, not single samples: what slowed both sides of a round down cancels out.
 * Undefined where there are no rounds, sides of two lengths, or a figure that is not above zero.
 */
export const ratioOfMedians = ({ baseline, candidate }, { confidence, seed }) => {
    const rounds = baseline.length;
    if (candidate.length !== rounds || !areUsable(baseline) || !areUsable(candidate))
        return undefined;
    const draw = seededDraw(seed);
    const [a, b] = [new Float64Array(rounds), new Float64Array(rounds)];
    const ratios = new Float64Array(resamples);
    for (let again = 0; again < resamples; again++) {
        for (let index = 0; index < rounds; index++) {
            const from = draw(rounds);
            a[index] = baseline[from];
            b[index] = candidate[from];
        }
        ratios[again] = medianOf(b) / medianOf(a);
    }
    const sorted = [...ratios.sort()];
    const tail = (1 - confidence) / 2;
    return {
        ratio: medianOf(Float64Array.from(candidate)) / medianOf(Float64Array.from(baseline)),
        low: quantileSorted(sorted, tail),
        high: quantileSorted(sorted, 1 - tail),
        confidence,
        rounds,
    };
};
/** The median of figures that need not be above zero, with its interval, in the place of a ratio. Undefined where there are none. */
export const medianInterval = (values, { confidence, seed }) => {
    if (values.length === 0 || !values.every(Number.isFinite))
        return undefined;
    const draw = seededDraw(seed);
    const medians = new Float64Array(resamples);
    const drawn = new Float64Array(values.length);
    for (let again = 0; again < resamples; again++) {
        for (let index = 0; index < drawn.length; index++)
            drawn[index] = values[draw(values.length)];
        medians[again] = medianOf(drawn);
    }
    const sorted = [...medians.sort()];
    const tail = (1 - confidence) / 2;
    return {
        ratio: medianOf(Float64Array.from(values)),
        low: quantileSorted(sorted, tail),
        high: quantileSorted(sorted, 1 - tail),
        confidence,
        rounds: values.length,
    };
};
