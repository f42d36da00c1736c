import { markdownTable } from "../report/table.ts";
import type { Overview } from "./overview.ts";
import { shownStates } from "./states.ts";

const marks = new Map(shownStates.map(({ code, mark }) => [code, mark]));

/** Languages by lane as a table of Markdown, for a README: marks and counts, and what the marks mean. */
export const overviewMarkdown = ({ lanes, languages }: Pick<Overview, "lanes" | "languages">): string => {
  const rows = languages.map(({ name, squares }) => [
    name,
    ...squares.map((square) =>
      !square || square.code === "." ? "· not run" : `${marks.get(square.code)} ${square.total === 0 ? "n/a" : `${square.passed}/${square.total}`}`,
    ),
  ]);
  const used = new Set(languages.flatMap(({ squares }) => squares.map((square) => square?.code ?? ".")));
  const meaning = shownStates.filter(({ code }) => used.has(code)).map(({ mark, word }) => `${mark} ${word}`);
  return `${[...markdownTable(["language", ...lanes], rows), "", `Marks are those of a square's worst cell: ${meaning.join(", ")}.`].join("\n")}\n`;
};
