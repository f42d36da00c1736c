/** A glob in which `*` stands for any text, also none, as a pattern that must fit the whole. */
export const globPattern = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
    "s",
  );

/** What of a glob is left for the rest of a text that begins with `start`: one glob for each way to begin; none where no such text fits. */
export const restsOf = (glob: string, start: string): string[] => {
  const star = glob.indexOf("*");
  const literal = star < 0 ? glob : glob.slice(0, star);
  if (literal.length >= start.length) return literal.startsWith(start) ? [glob.slice(start.length)] : [];
  if (star < 0 || !start.startsWith(literal)) return [];
  let places = new Set([star]);
  for (let index = star; index < start.length; index++) {
    const next = new Set<number>();
    for (let place of places) {
      for (; glob[place] === "*"; place++) next.add(place);
      if (glob[place] === start[index]) next.add(place + 1);
    }
    places = next;
  }
  return [...places].map((place) => glob.slice(place));
};

/** Whether a glob fits some text that begins with `start`. */
export const fitsStart = (glob: string, start: string): boolean => restsOf(glob, start).length > 0;
