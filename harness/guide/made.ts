import { madeSection } from "./form.ts";

const marks = { begin: "<!-- works -->", end: "<!-- /works -->" } as const;

const find = (text: string): { readonly before: string; readonly made: string; readonly after: string } | undefined => {
  const [begin, end] = [text.indexOf(marks.begin), text.indexOf(marks.end)];
  if (begin < 0 || end < begin) return undefined;
  return { before: text.slice(0, begin), made: text.slice(begin + marks.begin.length, end), after: text.slice(end + marks.end.length) };
};

const toMade = (works: string): string => `\n\n## ${madeSection}\n\n${works}\n\n`;

/** A guide with this text as its made part, in place of the one that it has, or at its end. */
export const fillMade = (guide: string, works: string): string => {
  const found = find(guide);
  const { before, after } = found ?? { before: `${guide.trimEnd()}\n\n`, after: "\n" };
  return `${before}${marks.begin}${toMade(works)}${marks.end}${after}`;
};

/** What is wrong with the made part of a guide, held against what it must be; undefined where nothing is. A language that no record has needs none. */
export const madeFault = (guide: string, works: string | undefined): string | undefined => {
  const found = find(guide);
  if (works === undefined) return found ? "no published record has this language any more" : undefined;
  if (!found) return `the part "${madeSection}" is missing`;
  return found.made === toMade(works) ? undefined : `the part "${madeSection}" is not what the published records say`;
};
