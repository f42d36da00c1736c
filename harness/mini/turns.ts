const dayMs = 86_400_000;

/** GATEHOUSE_TURNS: `all`, so that nothing waits; or a number of days from today, whose turns are taken. */
const wish = process.env.GATEHOUSE_TURNS;

/**
 * Of things that take turns by day, since all of them together take too long for each change: every `days`-th, so that each has its turn within
 * so many days. `now`: milliseconds since 1970.
 */
export const turnsOfToday = <T>(all: readonly T[], days: number, now = Date.now() + (Number(wish) || 0) * dayMs, whole = wish === "all"): readonly T[] =>
  whole ? all : all.filter((_, index) => index % days === Math.floor(now / dayMs) % days);
