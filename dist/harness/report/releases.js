import { printable } from "../model/text.js";
import { tableLines } from "./table.js";
const square = (score, style) => {
    if (!score)
        return { text: "-", paint: style.dim };
    const { passed, total, known } = score;
    const text = `${passed}/${total}${known > 0 ? ` ${known} known` : ""}`;
    return { text, paint: passed === total ? style.good : passed + known === total ? style.warn : style.bad };
};
const historyLines = ({ track, machine, languages, releases }, style) => {
    const rows = [
        ["language", ...releases.map(({ version }) => version)].map((text) => ({ text, paint: style.bold })),
        ...languages.map((text, row) => [{ text }, ...releases.map(({ scores }) => square(scores[row], style))]),
        [{ text: "" }, ...releases.map(({ day }) => ({ text: day, paint: style.dim }))],
    ];
    const place = printable(`${machine.cpu}, ${machine.cores} cores (${machine.id})`);
    return [`${style.bold(track)}  ${style.dim(place)}`, ...tableLines(rows).map((line) => `  ${line}`)];
};
/** What is published, a block a track and machine: languages down, releases across, passed/total in the squares. */
export const releasesLines = (histories, style) => histories.flatMap((history, index) => [...(index > 0 ? [""] : []), ...historyLines(history, style)]);
