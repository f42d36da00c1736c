import { type ReportRow, type ReportSquare, shortLink } from "../model/reported.ts";
import type { Style } from "./style.ts";
import { type TableCell, tableLines } from "./table.ts";

const words: Readonly<Record<ReportSquare, string>> = { fails: "fails", passes: "passes", returned: "FAILS", spared: "PASSES" };

const square = (is: ReportSquare | null, style: Style): TableCell => {
  if (is === null) return { text: "-", paint: style.dim };
  return { text: words[is], paint: is === "passes" ? style.good : is === "fails" ? style.warn : style.bad };
};

/** Public reports over releases, as lines: what must fail and does, and where it is mended. In capitals: what is not as reported. */
export const reportedLines = (rows: readonly ReportRow[], columns: readonly string[], style: Style): string[] => {
  if (rows.length === 0) return [];
  const head = ["reported", "case", "must fail", "mended", ...columns].map((text) => ({ text, paint: style.bold }));
  return tableLines([
    head,
    ...rows.map(({ link, case: name, releases, mended, squares }): TableCell[] => [
      { text: shortLink(link) },
      { text: name },
      { text: releases, paint: style.dim },
      { text: mended ?? "no", paint: style.dim },
      ...squares.map((is) => square(is, style)),
    ]),
  ]);
};
