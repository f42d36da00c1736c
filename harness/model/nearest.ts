/** How many single characters must be changed, added, dropped or swapped with their neighbour to make one text of another (optimal string alignment). */
const distance = (from: string, to: string): number => {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) {
    const [above, own] = [rows[row - 1] as number[], [row]];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      own[column] = Math.min(
        (above[column] as number) + 1,
        (own[column - 1] as number) + 1,
        (above[column - 1] as number) + (same ? 0 : 1),
        swapped ? (rows[row - 2]?.[column - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(own);
  }
  return rows[from.length]?.[to.length] as number;
};

/** The names that a misspelt word most likely means, nearest first: at most three, none with more than a third of its characters wrong. */
export const nearest = (word: string, names: readonly string[]): string[] =>
  names
    .filter((name) => word !== "" && Math.abs(name.length - word.length) <= 3 && name.length < 64)
    .map((name) => ({ name, wrong: distance(word.slice(0, 64).toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, wrong }) => wrong <= Math.max(1, Math.floor(Math.max(name.length, word.length) / 3)))
    .sort((a, b) => a.wrong - b.wrong)
    .slice(0, 3)
    .map(({ name }) => name);
