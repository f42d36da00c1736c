/** Stands in a guide for text that differs from machine to machine: within a line for some of it, alone in a line for any lines. */
const any = "…";

const lineFits = (expected: string, actual: string): boolean => {
  const [first = "", ...rest] = expected.split(any);
  if (rest.length === 0) return expected === actual;
  const last = rest.pop() ?? "";
  if (!actual.startsWith(first) || !actual.endsWith(last) || actual.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = actual.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= actual.length - last.length;
};

/** Whether a program printed what its guide says. */
export const isSame = (expected: string, actual: string): boolean => {
  const [wanted, lines] = [expected.split("\n"), actual.split("\n")];
  // By column: whether the lines from here on fit the expected ones from the row on.
  let fits = lines.map(() => false).concat(true);
  for (const line of wanted.toReversed()) {
    const next: boolean[] = Array.from({ length: lines.length + 1 }, () => false);
    for (let at = lines.length; at >= 0; at--) {
      const own = lines[at];
      if (line === any) next[at] = Boolean(fits[at]) || (own !== undefined && Boolean(next[at + 1]));
      else next[at] = own !== undefined && lineFits(line, own) && Boolean(fits[at + 1]);
    }
    fits = next;
  }
  return Boolean(fits[0]);
};
