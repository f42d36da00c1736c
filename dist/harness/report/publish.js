import { formatBytes } from "../model/text.js";
const news = ({ changed }) => {
    if (changed === undefined)
        return "new";
    return changed === 0 ? "only figures are new" : `${changed} ${changed === 1 ? "cell is" : "cells are"} not as before`;
};
const shownDropped = 3;
const droppedLines = ({ dropped }, style) => {
    const reasons = Map.groupBy(dropped, ({ why }) => why);
    return [...reasons].flatMap(([why, cells]) => [
        style.warn(`  ${cells.length} dropped: ${why}`),
        ...cells.slice(0, shownDropped).map(({ cell }) => `    ${cell}`),
        ...(cells.length > shownDropped ? [`    and ${cells.length - shownDropped} more: --json lists all`] : []),
    ]);
};
/** What was published of a run, file by file, with all that did not stay. */
export const publishLines = (run, files, written, style) => [
    ...files.flatMap((file) => [
        `${style.bold(file.path)}  ${file.passed} of ${file.cells} cells pass${file.kept > 0 ? `, ${file.kept} kept from earlier runs` : ""}; ${news(file)}  ${style.dim(formatBytes(file.bytes))}`,
        ...droppedLines(file, style),
    ]),
    written ? `run ${run} is published` : `nothing is written: this is what publishing run ${run} would do`,
];
