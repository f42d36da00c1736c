import { expressible, type FailureGroup, type Matrix } from "../model/matrix.ts";
import { several, shorten } from "../model/text.ts";
import { reproduce } from "./failures.ts";
import { codeBlock, inline } from "./markdown.ts";
import { markdownTable } from "./table.ts";

/** A run's matrix and what did not pass, as Markdown for a step summary. */
export const matrixMarkdown = (matrix: Matrix, groups: readonly FailureGroup[]): string => {
  const cells = matrix.rows.map(({ route, version, squares }) => [
    `${route.language}/${route.toolchain} ${version} ${route.target}`,
    ...squares.map((counts) => {
      if (!counts) return "–";
      const total = expressible(counts);
      return total === 0 ? "n/a" : `${counts.passed + counts.flaky}/${total}`;
    }),
  ]);
  return [
    `## Gatehouse: ${matrix.totals.passed} of ${matrix.planned} cells passed`,
    "",
    ...markdownTable(["language", ...matrix.lanes], cells),
    ...groups.flatMap((group) => [
      "",
      `- ${group.known === undefined ? "**" : "known "}${group.cause}${group.known === undefined ? "**" : ""}, ${several(group.cells.length, "cell")}, blame ${group.blame}: ${inline(shorten((group.known ?? group.detail).split("\n")[0] ?? "", 300))}`,
      "",
      ...codeBlock(reproduce(group.cells[0] ?? "")),
    ]),
    "",
  ].join("\n");
};
