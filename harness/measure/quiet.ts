/** A machine on which others keep more cores busy than this is not quiet. */
export const quietCores = 0.3;

/** How many cores others kept busy around a run; undefined: nobody looked. */
export interface Busy {
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** Why figures of a run are not worth to be kept, where others may keep so many cores busy; undefined where they are. */
export const whyNoisy = ({ before, after }: Busy, most: number): string | undefined => {
  if (before === undefined || after === undefined) return "its samples do not tell how busy the machine was";
  const highest = Math.max(before, after);
  return highest > most ? `others kept ${highest.toFixed(2)} cores busy, more than ${most}` : undefined;
};

/** What holds of several runs together: the busiest; undefined where one of them does not tell. */
export const busiest = (all: readonly Busy[]): Busy => {
  const highest = (values: readonly (number | undefined)[]): number | undefined =>
    values.reduce((a, b) => (a === undefined || b === undefined ? undefined : Math.max(a, b)));
  return { before: highest(all.map(({ before }) => before)), after: highest(all.map(({ after }) => after)) };
};
