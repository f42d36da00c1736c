/** What a text fits or not. */
export interface Pattern {
  readonly test: (text: string) => boolean;
}

// No regular expression: files of known failures have a thousand, and each would have to be compiled.
class Glob implements Pattern {
  /** What stands between its stars. */
  readonly parts: readonly string[];

  constructor(glob: string) {
    this.parts = glob.split("*");
  }

  test(text: string): boolean {
    const { parts } = this;
    const first = parts[0] as string;
    if (parts.length === 1) return text === first;
    const last = parts.at(-1) as string;
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    // Each part at the first place where it stands leaves most for those behind it.
    let place = first.length;
    for (let index = 1; index < parts.length - 1; index++) {
      const part = parts[index] as string;
      const found = text.indexOf(part, place);
      if (found === -1) return false;
      place = found + part.length;
    }
    return place <= end;
  }
}

/** A glob in which `*` stands for any text, also none, as a pattern that must fit the whole. */
export const globPattern = (glob: string): Pattern => new Glob(glob);

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
