/** Whether a run came to its end, by the lines of its journal: without a footer, or interrupted, it did not. */
export const isComplete = (lines) => {
    const last = lines.at(-1);
    return last?.kind === "footer" && !last.interrupted;
};
