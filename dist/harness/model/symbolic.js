import { shellLine } from "./text.js";
/**
 * A command word may hold tokens: places whose names are known, and whose paths are not. No command can hold a NUL byte,
 * so a name between two of them is never mistaken for text.
 */
export const tokenOf = (name) => `\0${name}\0`;
const pattern = /\0([^\0]*)\0/;
/** Names of the tokens in some words, each once, in order. */
export const tokensIn = (words) => [
    ...new Set(words.flatMap((word) => word.split(pattern).filter((_, index) => index % 2 === 1))),
];
/** What tokens stood for where a command ran: undefined where the words with tokens cannot have become the words that ran. */
export const matchWords = (symbolic, ran) => {
    if (symbolic.length !== ran.length)
        return undefined;
    const found = new Map();
    for (const [index, word] of symbolic.entries()) {
        const parts = word.split(pattern);
        const source = parts.map((part, at) => (at % 2 === 1 ? "([^]*)" : part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")));
        const match = new RegExp(`^${source.join("")}$`).exec(ran[index]);
        if (!match)
            return undefined;
        for (const [at, name] of parts.filter((_, place) => place % 2 === 1).entries())
            found.set(name, match[at + 1]);
    }
    return found;
};
/** A word as a POSIX shell takes it; `places` gives what a token is in the shell's own words, quoted. */
export const shellWord = (word, places) => word === ""
    ? "''"
    : word
        .split(pattern)
        .map((part, index) => (index % 2 === 1 ? places(part) : part === "" ? "" : shellLine([part])))
        .join("");
