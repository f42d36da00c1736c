/** Says something on standard error: progress and warnings, never a result. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
