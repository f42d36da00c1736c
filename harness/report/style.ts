/** Colours for a terminal; the plain ones leave text as it is. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
}

const code =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const plain = (text: string): string => text;

/** The style of a stream: colours only where it is a terminal that wants them. */
export const styleOf = (isPlain: boolean): Style =>
  isPlain
    ? { bold: plain, dim: plain, good: plain, bad: plain, warn: plain }
    : { bold: code(1, 22), dim: code(2, 22), good: code(32, 39), bad: code(31, 39), warn: code(33, 39) };
