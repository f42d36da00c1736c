/** Whether what is sought still shows without some items. */
type Shows<T> = (without: ReadonlySet<T>) => Promise<boolean>;

/**
 * Seeks the items that can all be left out: by halves, until no single one more can be. `decided` hears of how many of a round's items
 * something is known; `begin` of how many a round has. Once `stopped`, what was found so far stands.
 */
export const reduce = async <T>(
  items: readonly T[],
  shows: Shows<T>,
  { begin, decided, stopped }: { begin: (count: number) => void; decided: (count: number) => void; stopped: () => boolean },
): Promise<ReadonlySet<T>> => {
  let gone: ReadonlySet<T> = new Set();
  // `needed`: something of them is known to be needed, so that they cannot go together.
  const visit = async (some: readonly T[], needed: boolean): Promise<boolean> => {
    if (some.length === 0 || stopped()) return false;
    if (!needed) {
      const without = new Set([...gone, ...some]);
      if (await shows(without)) {
        gone = without;
        decided(some.length);
        return true;
      }
    }
    if (some.length === 1) {
      decided(1);
      return false;
    }
    const middle = some.length >> 1;
    const wentFirst = await visit(some.slice(0, middle), false);
    await visit(some.slice(middle), wentFirst);
    return false;
  };
  for (let left = items; left.length > 0 && !stopped(); ) {
    begin(left.length);
    await visit(left, false);
    const still = left.filter((item) => !gone.has(item));
    if (still.length === left.length) break;
    left = still;
  }
  return gone;
};
