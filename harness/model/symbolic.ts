import { shellLine } from "./text.ts";

/** A command in which each place of the machine is a token. */
interface SymbolicCommand {
  readonly argv: readonly string[];
  /** Environment of the engine's process besides what every command gets. */
  readonly env: Readonly<Record<string, string>>;
}

/** All commands that running a case in a lane takes, told without a machine. */
export interface SymbolicCase {
  readonly run: SymbolicCommand;
  readonly prepare: SymbolicCommand | undefined;
  readonly version: readonly string[];
}

/**
 * A command word may hold tokens: places whose names are known, and whose paths are not. No command can hold a NUL byte,
 * so a name between two of them is never mistaken for text.
 */
export const tokenOf = (name: string): string => `\0${name}\0`;

const pattern = /\0([^\0]*)\0/;

/** A word as its texts and tokens, in order: each part has one of both. */
export const splitTokens = (word: string): { readonly text: string; readonly token: string | undefined }[] =>
  word.split(pattern).map((part, index) => (index % 2 === 1 ? { text: "", token: part } : { text: part, token: undefined }));

/** Names of the tokens in some words, each once, in order. */
export const tokensIn = (words: readonly string[]): string[] => [
  ...new Set(words.flatMap((word) => word.split(pattern).filter((_, index) => index % 2 === 1))),
];

/** What tokens stood for where a command ran: undefined where the words with tokens cannot have become the words that ran. */
export const matchWords = (symbolic: readonly string[], ran: readonly string[]): ReadonlyMap<string, string> | undefined => {
  if (symbolic.length !== ran.length) return undefined;
  const found = new Map<string, string>();
  for (const [index, word] of symbolic.entries()) {
    const parts = word.split(pattern);
    const source = parts.map((part, at) => (at % 2 === 1 ? "([^]*)" : part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")));
    const match = new RegExp(`^${source.join("")}$`).exec(ran[index] as string);
    if (!match) return undefined;
    for (const [at, name] of parts.filter((_, place) => place % 2 === 1).entries()) found.set(name, match[at + 1] as string);
  }
  return found;
};

/** A word as a POSIX shell takes it; `places` gives what a token is in the shell's own words, quoted. */
export const shellWord = (word: string, places: (name: string) => string): string =>
  word === ""
    ? "''"
    : word
        .split(pattern)
        .map((part, index) => (index % 2 === 1 ? places(part) : part === "" ? "" : shellLine([part])))
        .join("");
