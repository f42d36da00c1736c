/** Colours for a terminal; the plain ones leave text as it is. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  /** Columns of the terminal; absent where it is none, and tables may be as wide as they are. */
  readonly columns?: number | undefined;
}

const code =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const plain = (text: string): string => text;

/** The style of a stream: colours only where it is a terminal that wants them. */
export const styleOf = (isPlain: boolean, columns?: number): Style =>
  isPlain
    ? { columns, bold: plain, dim: plain, good: plain, bad: plain, warn: plain }
    : { columns, bold: code(1, 22), dim: code(2, 22), good: code(32, 39), bad: code(31, 39), warn: code(33, 39) };
