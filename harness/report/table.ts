import { printable } from "../model/text.ts";
import { inline } from "./markdown.ts";

/** A cell of a table. Its text is made harmless; how it is painted takes no room. */
export interface TableCell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** On which side a column's texts stand together. */
export type Align = "left" | "right";

// By characters and not by units, of which some characters have two.
const width = (text: string): number => [...text].length;

/** Rows as lines of columns, two blanks between them and none at the end. Columns after the last of `align` are as that one. */
export const tableLines = (rows: readonly (readonly TableCell[])[], align: readonly [Align, ...Align[]] = ["left"]): string[] => {
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

/**
 * Rows as lines of columns that fit a width: where they do not, columns go on in further blocks below, each behind the first `keys` columns.
 * Without a width, or where not even one more column fits, a block is as wide as it is.
 */
export const fittedLines = (rows: readonly (readonly TableCell[])[], keys: number, columns: number | undefined): string[] => {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) => Math.max(...rows.map((row) => width(printable(row[column]?.text ?? "")))));
  const own = widths.slice(0, keys).reduce((sum, each) => sum + each + 2, 0);
  const blocks: number[][] = [[]];
  let used = own;
  for (let column = keys; column < count; column++) {
    const wanted = (widths[column] as number) + 2;
    if (columns !== undefined && used + wanted - 2 > columns && (blocks.at(-1) as number[]).length > 0) {
      blocks.push([]);
      used = own;
    }
    blocks.at(-1)?.push(column);
    used += wanted;
  }
  return blocks.flatMap((block, at) => [
    ...(at > 0 ? [""] : []),
    ...tableLines(rows.map((row) => [...row.slice(0, keys), ...block.map((column) => row[column] ?? { text: "" })])),
  ]);
};

/** A table in Markdown; texts become no markup, and numbers' columns may stand to the right. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[], align: readonly [Align, ...Align[]] = ["left"]): string[] =>
  [head.map(inline), head.map((_, column) => ((align[column] ?? align.at(-1)) === "right" ? "---:" : "---")), ...rows.map((row) => row.map(inline))].map(
    (row) => `| ${row.join(" | ")} |`,
  );
