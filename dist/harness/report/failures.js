import { gatehouse, gatehouseWords } from "../model/command.js";
import { printable, shellLine, shorten } from "../model/text.js";
import { findBlame } from "./blame.js";
import { groupMissing } from "./missing.js";
const shownCells = 3;
/** The command that runs one cell again. */
export const reproduce = (cell) => shellLine([...gatehouseWords, "run", cell]);
/** The command that writes a folder by which anybody sees what one cell saw. */
export const takeAway = (cell) => shellLine([...gatehouseWords, "repro", cell]);
/** Causes of which there is a binary that somebody else could run. */
const hasBinary = ({ cause }) => !["build", "broken", "lost", "unexpected-pass"].includes(cause);
/** Failures by cause and signature, each with whose fault it is and the command that shows it again; at the end how to take one elsewhere. */
export const failureLines = (groups, style) => [
    ...groups.flatMap((group) => [
        `${group.known === undefined ? style.bad(group.cause) : style.warn(`known ${group.cause}`)}  ${printable(shorten((group.known ?? group.detail).split("\n").slice(0, 3).join(" | "), 300))}  ${style.dim(`(${group.cells.length} ${group.cells.length === 1 ? "cell" : "cells"}, blame: ${group.blame})`)}`,
        ...group.cells.slice(0, shownCells).map((cell) => `    ${reproduce(cell)}`),
        ...(group.cells.length > shownCells ? [style.dim(`    and ${group.cells.length - shownCells} more: ${gatehouse} matrix --json`)] : []),
    ]),
    ...groups
        .filter(({ blame, known }) => blame === "undetermined" && known === undefined)
        .slice(0, 1)
        .map(({ cells }) => `${style.dim("to tell whose fault it is:")} ${findBlame(cells[0] ?? "")}`),
    ...groups
        .filter(hasBinary)
        .slice(0, 1)
        .map(({ cells }) => `${style.dim("as a folder that anybody can run:")} ${takeAway(cells[0] ?? "")}`),
];
/** Toolchains and lanes that this machine lacks, those with one reason at once, with what to do. */
export const unavailableLines = (lines, style) => groupMissing(lines).flatMap(({ what, name, count, evidence }) => [
    `${style.warn("unavailable")}  ${what}${count > 1 ? "s" : ""} ${printable(name)}`,
    ...evidence
        .filter((item) => !item.pass)
        .map((item) => `    ${printable(item.name)}${item.info ? `: ${printable(shorten(item.info.split("\n").at(-1) ?? "", 160))}` : ""}. ${style.dim(printable(item.hint))}`),
]);
