import type { LanguageScore, TrackHistory } from "../model/releases.ts";
import { printable } from "../model/text.ts";
import { reportedLines } from "./reported.ts";
import type { Style } from "./style.ts";
import { type TableCell, tableLines } from "./table.ts";

const square = (score: LanguageScore | undefined, style: Style): TableCell => {
  if (!score) return { text: "-", paint: style.dim };
  const { passed, total, known } = score;
  const text = `${passed}/${total}${known > 0 ? ` ${known} known` : ""}`;
  return { text, paint: passed === total ? style.good : passed + known === total ? style.warn : style.bad };
};

const historyLines = ({ track, machine, languages, releases, reported }: TrackHistory, style: Style): string[] => {
  const rows: TableCell[][] = [
    ["language", ...releases.map(({ version }) => version)].map((text) => ({ text, paint: style.bold })),
    ...languages.map((text, row) => [{ text }, ...releases.map(({ scores }) => square(scores[row], style))]),
    [{ text: "" }, ...releases.map(({ day }) => ({ text: day, paint: style.dim }))],
  ];
  const place = printable(`${machine.cpu}, ${machine.cores} cores (${machine.id})`);
  const reports = reportedLines(
    reported,
    releases.map(({ version }) => version),
    style,
  );
  return [`${style.bold(track)}  ${style.dim(place)}`, ...[...tableLines(rows), ...reports].map((line) => `  ${line}`)];
};

/** What is published, a block a track and machine: languages down, releases across, passed/total in the squares. */
export const releasesLines = (histories: readonly TrackHistory[], style: Style): string[] =>
  histories.flatMap((history, index) => [...(index > 0 ? [""] : []), ...historyLines(history, style)]);
