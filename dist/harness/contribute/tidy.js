import { GatehouseError } from "../model/errors.js";
const fault = (file, line, column, message, hint) => new GatehouseError("manifest/untidy", message, { hint, place: { file, line, column } });
const rules = [
    [/\r/, "a carriage return", "end lines with a line feed alone"],
    [/\t/, "a tab", "write spaces; in a text that must hold a tab, \\t"],
    [/[ \t]+$/, "white space at the end of a line", "remove it"],
];
/** How a manifest's text is not written as all others are: the first tab, blank at a line's end and carriage return, the end. */
export const untidiness = (text, file) => {
    const lines = text.split("\n");
    const found = rules.flatMap(([pattern, what, hint]) => {
        const index = lines.findIndex((line) => pattern.test(line));
        const column = (lines[index]?.search(pattern) ?? 0) + 1;
        return index < 0 ? [] : [fault(file, index + 1, column, `there is ${what}`, hint)];
    });
    if (!text.endsWith("\n"))
        found.push(fault(file, lines.length, (lines.at(-1) ?? "").length + 1, "the last line has no end", "end the file with a line feed"));
    else if (text.endsWith("\n\n"))
        found.push(fault(file, lines.length - 1, 1, "there are empty lines at the end", "remove them"));
    return found;
};
