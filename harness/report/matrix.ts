import { type Counts, expressible, type Matrix } from "../model/matrix.ts";
import type { Unfinished } from "../model/run-summary.ts";
import { several } from "../model/text.ts";
import type { Style } from "./style.ts";
import { fittedLines, type TableCell } from "./table.ts";

const square = (counts: Counts | undefined, complete: boolean, style: Style): TableCell => {
  if (!counts) return { text: "-", paint: style.dim };
  const total = expressible(counts);
  if (total === 0) return { text: "n/a", paint: style.dim };
  const passed = counts.passed + counts.flaky;
  const parts = [
    `${passed}/${total}`,
    ...(counts.known > 0 ? [`${counts.known} known`] : []),
    ...(counts.flaky > 0 ? [`${counts.flaky} flaky`] : []),
    ...(counts.lost > 0 ? [`${counts.lost} ${complete ? "lost" : "to go"}`] : []),
    ...(counts.broken > 0 ? [`${counts.broken} broken`] : []),
    ...(counts.untrusted > 0 ? ["untrusted"] : []),
    ...(counts.inexpressible > 0 ? [`+${counts.inexpressible} n/a`] : []),
  ];
  const excused = passed + counts.known + counts.unsupported === total;
  return { text: parts.join(" "), paint: passed === total ? style.good : excused ? style.warn : style.bad };
};

// A lane's text has two halves: which release, and where it runs.
const laneParts = (lane: string): [string, string] => {
  const at = lane.lastIndexOf("/");
  return [lane.slice(0, at), lane.slice(at + 1)];
};

/** The matrix as lines: languages' routes down, lanes across, passed/total in the squares. Lanes that do not fit the terminal go on below. */
export const matrixLines = (matrix: Matrix, style: Style): string[] => {
  const parts = matrix.lanes.map(laneParts);
  const rows: TableCell[][] = [
    ["language", "toolchain", "target", ...parts.map(([release]) => release)].map((text) => ({ text, paint: style.bold })),
    [...["", "", ""].map((text) => ({ text })), ...parts.map(([, keep]) => ({ text: keep, paint: style.dim }))],
    ...matrix.rows.map(({ route, version, squares }): TableCell[] => [
      { text: route.language },
      { text: `${route.toolchain}${version ? ` ${version}` : ""}` },
      { text: route.target, paint: style.dim },
      ...squares.map((counts) => square(counts, matrix.complete, style)),
    ]),
  ];
  return fittedLines(rows, 3, style.columns);
};

/** One sentence of counts: what was judged, what not, and what is missing. */
export const totalsLine = (matrix: Matrix, style: Style, unfinished?: Unfinished): string => {
  const { totals } = matrix;
  const parts = [
    style.good(`${totals.passed} passed`),
    ...(totals.flaky > 0 ? [style.warn(`${totals.flaky} flaky`)] : []),
    ...(totals.known > 0 ? [style.warn(`${totals.known} known to fail`)] : []),
    ...(totals.surprising > 0 ? [style.bad(`${totals.surprising} passed although known to fail`)] : []),
    ...(totals.failed > 0 ? [style.bad(`${totals.failed} failed`)] : []),
    ...(totals.unsupported > 0 ? [style.warn(`${totals.unsupported} unsupported`)] : []),
    ...(totals.broken > 0 ? [style.bad(`${totals.broken} broken`)] : []),
    ...(totals.untrusted > 0 ? [style.bad(`${totals.untrusted} in lanes that are not trusted`)] : []),
    ...(totals.lost > 0 ? [style.bad(`${totals.lost} ${matrix.complete ? "lost" : "to go"}`)] : []),
    ...(totals.inexpressible > 0 ? [style.dim(`${totals.inexpressible} inexpressible`)] : []),
  ];
  return `${several(matrix.planned, "cell")}: ${parts.join(", ")}${matrix.complete ? "" : style.bad(unfinished?.is === "running" ? " (the run is under way)" : " (the run did not come to its end)")}`;
};
