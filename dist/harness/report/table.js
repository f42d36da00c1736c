import { printable } from "../model/text.js";
import { inline } from "./markdown.js";
// By characters and not by units, of which some characters have two.
const width = (text) => [...text].length;
/** Rows as lines of columns, two blanks between them and none at the end. Columns after the last of `align` are as that one. */
export const tableLines = (rows, align = ["left"]) => {
    const texts = rows.map((row) => row.map(({ text }) => printable(text)));
    const columns = Math.max(0, ...rows.map((row) => row.length));
    const widths = Array.from({ length: columns }, (_, column) => Math.max(...texts.map((row) => width(row[column] ?? ""))));
    return rows.map((row, line) => {
        const cells = row.map(({ paint }, column) => {
            const text = texts[line]?.[column] ?? "";
            const blank = " ".repeat((widths[column] ?? 0) - width(text));
            const painted = text === "" || !paint ? text : paint(text);
            return (align[column] ?? align.at(-1)) === "right" ? blank + painted : painted + blank;
        });
        return cells.join("  ").trimEnd();
    });
};
/** A table in Markdown; texts become no markup, and numbers' columns may stand to the right. */
export const markdownTable = (head, rows, align = ["left"]) => [head.map(inline), head.map((_, column) => ((align[column] ?? align.at(-1)) === "right" ? "---:" : "---")), ...rows.map((row) => row.map(inline))].map((row) => `| ${row.join(" | ")} |`);
