import { gatehouse, gatehouseWords } from "../model/command.ts";
import type { Unavailable } from "../model/generated/journal.ts";
import type { FailureGroup } from "../model/matrix.ts";
import { printable, shellLine, shorten } from "../model/text.ts";
import { findBlame } from "./blame.ts";
import { groupMissing } from "./missing.ts";
import type { Style } from "./style.ts";

const shownCells = 3;

/** The command that runs one cell again. */
export const reproduce = (cell: string): string => shellLine([...gatehouseWords, "run", cell]);

/** The command that writes a folder by which anybody sees what one cell saw. */
export const takeAway = (cell: string): string => shellLine([...gatehouseWords, "repro", cell]);

/** How to take a cell elsewhere; nothing where there is none that can be. */
export const takeAwayLines = (cell: string | undefined, style: Style): string[] =>
  cell === undefined ? [] : [`${style.dim("as a folder that anybody can run:")} ${takeAway(cell)}`];

/** Failures of a run by cause and signature, each with whose fault it is and the command that shows it again. */
export const failureLines = (groups: readonly FailureGroup[], run: string, style: Style): string[] => [
  ...groups.flatMap((group) => [
    `${group.known === undefined ? style.bad(group.cause) : style.warn(`known ${group.cause}`)}  ${printable(shorten((group.known ?? group.detail).split("\n").slice(0, 3).join(" | "), 300))}  ${style.dim(`(${group.cells.length} ${group.cells.length === 1 ? "cell" : "cells"}, blame: ${group.blame})`)}`,
    ...group.cells.slice(0, shownCells).map((cell) => `    ${reproduce(cell)}`),
    ...(group.cells.length > shownCells ? [style.dim(`    and ${group.cells.length - shownCells} more: ${gatehouse} matrix ${run} --json`)] : []),
  ]),
  ...groups
    .filter(({ blame, known }) => blame === "undetermined" && known === undefined)
    .slice(0, 1)
    .map(({ cells }) => `${style.dim("to tell whose fault it is:")} ${findBlame(cells[0] ?? "")}`),
];

/** Toolchains and lanes that this machine lacks, those with one reason at once, with what to do. */
export const unavailableLines = (lines: readonly Unavailable[], style: Style): string[] =>
  groupMissing(lines).flatMap(({ what, name, count, evidence }) => [
    `${style.warn("unavailable")}  ${what}${count > 1 ? "s" : ""} ${printable(name)}`,
    ...evidence
      .filter((item) => !item.pass)
      .map(
        (item) =>
          `    ${printable(item.name)}${item.info ? `: ${printable(shorten(item.info.split("\n").at(-1) ?? "", 160))}` : ""}. ${style.dim(printable(item.hint))}`,
      ),
  ]);
