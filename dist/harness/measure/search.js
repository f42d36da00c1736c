// Far apart, what lies between is halved by its magnitude: 2^5 between 2^0 and 2^10.
const between = (below, above) => {
    const low = Math.max(below, 1);
    return above > 4 * low && above > 4 ? Math.floor(Math.sqrt(low) * Math.sqrt(above)) : below + Math.floor((above - below) / 2);
};
const stride = 1024;
/**
 * Finds the least whole number that suffices, exactly, where all larger ones suffice too: in long strides, then by halving.
 * In the end the answer is tried once more, and the number below it: where they differ from before, it is not steady.
 */
export const findLeast = async ({ from, to, guess, suffices }) => {
    // Below is known not to suffice, or is out of range; above is known to.
    let below = from - 1;
    let above;
    const at = async (value) => {
        if (await suffices(value))
            above = value;
        else
            below = value;
    };
    if (guess !== undefined && guess >= from && guess <= to) {
        await at(guess);
        if (above === guess && guess > from)
            await at(guess - 1);
    }
    for (let next = Math.max(from, below + 1); above === undefined; next = Math.min(to, Math.max(next * stride, below + 1))) {
        await at(next);
        if (above === undefined && next === to)
            return { is: "none" };
    }
    while (above - below > 1)
        await at(between(below, above));
    const steady = (await suffices(above)) && (above === from || !(await suffices(above - 1)));
    return { is: "found", least: above, steady };
};
