// An error as compilers and linkers begin one; a count of errors, or a flag about them, is none.
const named = /(?:^|[\s:])(?:fatal |internal )?error(?:\[\w+\])?(?::| TS\d+| AS\d+)/i;

// What names a place in a source, as compilers do that call nothing an error.
const placed = /^\s*\S+\.\w+:\d+(?::\d+)?: (?!.*\b(?:warning|note)\b)/i;

/** The first error among what a compiler said; undefined where no line looks like one. Warnings and progress before it are no reason. */
export const firstError = (text: string): string | undefined => {
  const lines = text.split("\n");
  return (lines.find((line) => named.test(line)) ?? lines.find((line) => placed.test(line)))?.trim();
};
