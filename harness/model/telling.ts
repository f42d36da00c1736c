import type { Capability } from "./words.ts";

/** A failing case as far as it tells how much else it explains. */
export interface Telling {
  readonly needs: readonly Capability[];
  /** Bytes of its program; undefined where nobody knows. */
  readonly size: number | undefined;
  readonly text: string;
}

/**
 * Orders failing cells: first those that explain most, which are those whose needs most others have too; of these the one that
 * needs least, then the smallest program. A fault of `env` is told by the probe that reads one variable, not by a service that does as well.
 */
export const byTelling = <T extends Telling>(cells: readonly T[]): T[] => {
  const sets = new Map(cells.map(({ needs }) => [needs.join(), needs]));
  const explains = new Map(
    [...sets].map(([key, needs]) => [key, cells.filter((cell) => needs.length > 0 && needs.every((need) => cell.needs.includes(need))).length]),
  );
  const gain = ({ needs }: T): number => explains.get(needs.join()) ?? 0;
  return [...cells].sort(
    (a, b) =>
      gain(b) - gain(a) ||
      a.needs.length - b.needs.length ||
      (a.size ?? Number.POSITIVE_INFINITY) - (b.size ?? Number.POSITIVE_INFINITY) ||
      (a.text < b.text ? -1 : Number(a.text > b.text)),
  );
};
