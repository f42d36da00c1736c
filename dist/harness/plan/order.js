/** Puts items into another order, the same for the same seed: by a generator of linear congruences and Fisher and Yates' way. */
export const shuffle = (items, seed) => {
    const result = [...items];
    let state = seed >>> 0;
    for (let index = result.length - 1; index > 0; index--) {
        // Numerical Recipes' constants; the high bits are the good ones.
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const other = Math.floor((state / 2 ** 32) * (index + 1));
        [result[index], result[other]] = [result[other], result[index]];
    }
    return result;
};
