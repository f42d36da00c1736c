import { printable, printableLines } from "../model/text.js";
/** Text as it is, inside a line of Markdown: what a guest or a compiler said must not become markup. */
export const inline = (text) => printable(text).replace(/[\\`*_{}[\]<>|#!&]/g, (character) => `&#${character.charCodeAt(0)};`);
/** A text as lines of a fenced block; the fence is longer than any that stands in it, so that it cannot be ended from within. */
export const codeBlock = (text, language = "") => {
    const own = printableLines(text.replace(/\n$/, ""));
    const longest = Math.max(2, ...[...own.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    return [`${fence}${language}`, ...own.split("\n"), fence];
};
