import type { LanguageScore, TrackHistory } from "../model/releases.ts";
import { printable } from "../model/text.ts";
import type { Style } from "./style.ts";

type Paint = (text: string) => string;

const square = (score: LanguageScore | undefined, style: Style): { readonly text: string; readonly paint: Paint } => {
  if (!score) return { text: "-", paint: style.dim };
  const { passed, total, known } = score;
  const text = `${passed}/${total}${known > 0 ? ` ${known} known` : ""}`;
  return { text, paint: passed === total ? style.good : passed + known === total ? style.warn : style.bad };
};

const historyLines = ({ track, machine, languages, releases }: TrackHistory, style: Style): string[] => {
  const keep: Paint = (text) => text;
  const rows = [
    [{ text: "language", paint: style.bold }, ...releases.map(({ version }) => ({ text: version, paint: style.bold }))],
    ...languages.map((language, row) => [{ text: language, paint: keep }, ...releases.map(({ scores }) => square(scores[row], style))]),
    [{ text: "", paint: keep }, ...releases.map(({ day }) => ({ text: day, paint: style.dim }))],
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.text.length ?? 0)));
  return [
    `${style.bold(track)}  ${style.dim(printable(`${machine.cpu}, ${machine.cores} cores (${machine.id})`))}`,
    ...rows.map((row) => `  ${row.map(({ text, paint }, column) => paint(text) + " ".repeat((widths[column] ?? 0) - text.length)).join("  ")}`.trimEnd()),
  ];
};

/** What is published, a block a track and machine: languages down, releases across, passed/total in the squares. */
export const releasesLines = (histories: readonly TrackHistory[], style: Style): string[] =>
  histories.flatMap((history, index) => [...(index > 0 ? [""] : []), ...historyLines(history, style)]);
