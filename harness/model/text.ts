/**
 * Makes text from a guest or a manifest safe to show: control characters, escape sequences, line separators and
 * characters that reorder text or that XML refuses become visible escapes, so that nothing shown can move the cursor or forge a
 * line. A command to a CI service (`::error` first in a line, `##[error]` anywhere) is broken up.
 */
export const printable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu, (character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code === 0x0a) return "\\n";
      if (code === 0x0d) return "\\r";
      if (code === 0x09) return "\\t";
      return code <= 0xff ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
    })
    .replace(/^(\s*):(?=:)/, "$1\\x3a")
    .replaceAll("##[", "#\\x23[");

/** The same for several lines: line ends stay. */
export const printableLines = (text: string): string => text.split(/\r?\n/).map(printable).join("\n");

// A `file:` URL, a compiler's flag (`-I/x/y`), or a slash at the start of a word; never one inside of a word or after the `:` of another URL.
const absolutePath =
  /(?:\bfile:\/\/|(?<=(?:^|\s)-[A-Za-z])|(?<![\p{L}\p{N}_%+@…./~-])(?<!:(?=\/\/)))(?:\/+[^\s/"'`<>|:;,()[\]{}\\…]+)+\/+([^\s/"'`<>|:;,()[\]{}\\…]*)/gu;

/** Leaves the last part of each absolute path of two parts or more, as `…/name`: no folder of a machine is told. */
export const hidePaths = (text: string): string => {
  const hidden = text.replace(absolutePath, "…/$1");
  // What is left of one path may begin another.
  return hidden === text ? text : hidePaths(hidden);
};

/** Cuts text to a number of characters, with a mark where something was left out. No character is cut in half. */
export const shorten = (text: string, limit: number): string => (text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`);

/** One argv as a line that a POSIX shell takes back as the same argv. */
export const shellLine = (argv: readonly string[]): string =>
  argv.map((word) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");

/** Bytes in the unit that reads best: `1.4 MB`. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
};

/** Milliseconds in the unit that reads best: `850 ms`, `12 s`, `3 min 20 s`. */
export const formatDuration = (milliseconds: number): string => {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

/** A number with its noun: `1 cell`, `3 cells`. */
export const several = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A part as percent with its sign: 0.0512 as `+5.1 %`. */
export const signedPercent = (part: number): string => `${part >= 0 ? "+" : ""}${(part * 100).toFixed(1)} %`;
