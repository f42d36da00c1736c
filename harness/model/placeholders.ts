import { GatehouseError } from "./errors.ts";

const pattern = /\{([a-z][a-z0-9.:*/+_-]*)\}/gi;

/** Names of the placeholders in one word: `--dir={host}::{guest}` has host and guest. */
export const placeholdersIn = (word: string): string[] => [...word.matchAll(pattern)].map((match) => match[1] as string);

/**
 * What placeholders stand for. Text goes anywhere in a word; a list only where the placeholder is the whole word,
 * and becomes as many words as it has.
 */
export type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

const textOf = (name: string, values: Values): string => {
  const value = values[name];
  if (typeof value === "string") return value;
  throw new GatehouseError("placeholder/unknown", `{${name}} stands for nothing here`, { hint: `known here: ${Object.keys(values).join(", ")}`, exitCode: 3 });
};

/** Puts values into one word. Throws a GatehouseError for a placeholder that stands for nothing, or for a list. */
export const fillWord = (word: string, values: Values): string => word.replaceAll(pattern, (_, name: string) => textOf(name, values));

/** Puts values into an argv. Values are never split or interpreted: an argument with spaces stays one argument. */
export const fillWords = (words: readonly string[], values: Values): string[] =>
  words.flatMap((word) => {
    const names = placeholdersIn(word);
    const only = names.length === 1 && word === `{${names[0]}}` ? values[names[0] as string] : undefined;
    return Array.isArray(only) ? (only as readonly string[]) : [fillWord(word, values)];
  });
