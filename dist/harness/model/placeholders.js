import { GatehouseError } from "./errors.js";
const pattern = /\{([a-z][a-z0-9.:*/+_-]*)\}/gi;
/** Names of the placeholders in one word: `--dir={host}::{guest}` has host and guest. */
export const placeholdersIn = (word) => [...word.matchAll(pattern)].map((match) => match[1]);
const textOf = (name, values) => {
    const value = values[name];
    if (typeof value === "string")
        return value;
    throw new GatehouseError("placeholder/unknown", `{${name}} stands for nothing here`, { hint: `known here: ${Object.keys(values).join(", ")}`, exitCode: 3 });
};
/** Puts values into one word. Throws a GatehouseError for a placeholder that stands for nothing, or for a list. */
export const fillWord = (word, values) => word.replaceAll(pattern, (_, name) => textOf(name, values));
/** Puts values into an argv. Values are never split or interpreted: an argument with spaces stays one argument. */
export const fillWords = (words, values) => words.flatMap((word) => {
    const names = placeholdersIn(word);
    const only = names.length === 1 && word === `{${names[0]}}` ? values[names[0]] : undefined;
    return Array.isArray(only) ? only : [fillWord(word, values)];
});
