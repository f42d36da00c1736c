const code = (open, close) => (text) => `\u001b[${open}m${text}\u001b[${close}m`;
const plain = (text) => text;
/** The style of a stream: colours only where it is a terminal that wants them. */
export const styleOf = (isPlain) => isPlain
    ? { bold: plain, dim: plain, good: plain, bad: plain, warn: plain }
    : { bold: code(1, 22), dim: code(2, 22), good: code(32, 39), bad: code(31, 39), warn: code(33, 39) };
