/** Mulberry32, a public-domain generator by Tommy Ettinger. */
export const seededDraw = (seed) => {
    let state = seed >>> 0;
    return (end) => {
        state = (state + 0x6d2b79f5) >>> 0;
        let word = Math.imul(state ^ (state >>> 15), state | 1);
        word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
        return Math.floor((((word ^ (word >>> 14)) >>> 0) / 2 ** 32) * end);
    };
};
