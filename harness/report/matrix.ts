import { type Counts, expressible, type Matrix } from "../model/matrix.ts";
import { printable } from "../model/text.ts";
import type { Style } from "./style.ts";

type Paint = (text: string) => string;

interface TextCell {
  readonly text: string;
  readonly paint: Paint;
}

const square = (counts: Counts | undefined, style: Style): TextCell => {
  if (!counts) return { text: "-", paint: style.dim };
  const total = expressible(counts);
  if (total === 0) return { text: "n/a", paint: style.dim };
  const passed = counts.passed + counts.flaky;
  const parts = [
    `${passed}/${total}`,
    ...(counts.known > 0 ? [`${counts.known} known`] : []),
    ...(counts.flaky > 0 ? [`${counts.flaky} flaky`] : []),
    ...(counts.lost > 0 ? [`${counts.lost} lost`] : []),
    ...(counts.broken > 0 ? [`${counts.broken} broken`] : []),
    ...(counts.untrusted > 0 ? ["untrusted"] : []),
    ...(counts.inexpressible > 0 ? [`+${counts.inexpressible} n/a`] : []),
  ];
  const excused = passed + counts.known + counts.unsupported === total;
  return { text: parts.join(" "), paint: passed === total ? style.good : excused ? style.warn : style.bad };
};

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - text.length));

// A lane's text has two halves: which release, and where it runs.
const laneParts = (lane: string): [string, string] => {
  const at = lane.lastIndexOf("/");
  return [printable(lane.slice(0, at)), printable(lane.slice(at + 1))];
};

/** The matrix as lines: languages' routes down, lanes across, passed/total in the squares. */
export const matrixLines = (matrix: Matrix, style: Style): string[] => {
  const parts = matrix.lanes.map(laneParts);
  const keepSame: Paint = (text) => text;
  const header: TextCell[][] = [
    [
      { text: "language", paint: style.bold },
      { text: "toolchain", paint: style.bold },
      { text: "target", paint: style.bold },
      ...parts.map(([release]) => ({ text: release, paint: style.bold })),
    ],
    [
      { text: "", paint: keepSame },
      { text: "", paint: keepSame },
      { text: "", paint: keepSame },
      ...parts.map(([, keep]) => ({ text: keep, paint: style.dim })),
    ],
  ];
  const body = matrix.rows.map(({ route, version, squares }): TextCell[] => [
    { text: route.language, paint: keepSame },
    { text: `${route.toolchain}${version ? ` ${printable(version)}` : ""}`, paint: keepSame },
    { text: route.target, paint: style.dim },
    ...squares.map((counts) => square(counts, style)),
  ]);
  const lines = [...header, ...body];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.text.length ?? 0)));
  return lines.map((line) =>
    line
      .map(({ text, paint }, column) => paint(text) + pad(text, widths[column] ?? 0).slice(text.length))
      .join("  ")
      .trimEnd(),
  );
};

/** One sentence of counts: what was judged, what not, and what is missing. */
export const totalsLine = (matrix: Matrix, style: Style): string => {
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
    ...(totals.lost > 0 ? [style.bad(`${totals.lost} lost`)] : []),
    ...(totals.inexpressible > 0 ? [style.dim(`${totals.inexpressible} inexpressible`)] : []),
  ];
  return `${matrix.planned} cells: ${parts.join(", ")}${matrix.complete ? "" : style.bad(" (the run did not come to its end)")}`;
};
