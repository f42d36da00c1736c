/** Says something on standard error: progress and warnings, never a result. */
export const say = (text) => {
    process.stderr.write(`${text}\n`);
};
