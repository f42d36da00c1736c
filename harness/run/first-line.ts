import { printable, shorten } from "../model/text.ts";

/** How many characters of a line are kept. */
const longest = 160;

// A line may be of any length: what matters stands around the place that is asked for.
const before = 60;

const newline = 0x0a;

/** The line of a text that holds a byte, made printable and cut around it; undefined where the text ends before. */
export const lineAt = (bytes: Buffer, at: number): string | undefined => {
  if (at >= bytes.length) return undefined;
  const begin = bytes.lastIndexOf(newline, at - 1) + 1;
  const end = bytes.indexOf(newline, at);
  // Not in the middle of a character.
  let from = at === 0 ? 0 : Math.max(begin, at - before);
  while (from > begin && ((bytes[from] as number) & 0xc0) === 0x80) from--;
  const line = bytes.subarray(from, Math.min(end < 0 ? bytes.length : end, from + 4 * longest)).toString("utf8");
  return shorten(printable(`${from > begin ? "…" : ""}${line}`), longest);
};

/** The first line of a text that says anything; undefined where none does. */
export const firstLine = (bytes: Buffer): string | undefined => {
  const at = bytes.subarray(0, 65_536).findIndex((byte) => byte > 0x20);
  return at < 0 ? undefined : lineAt(bytes, at);
};
