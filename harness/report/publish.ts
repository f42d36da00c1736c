import { formatBytes } from "../model/text.ts";
import type { Style } from "./style.ts";

/** What publishing did, or would do, to one file. */
export interface PublishedFile {
  readonly path: string;
  readonly lane: string;
  readonly cells: number;
  readonly passed: number;
  /** Cells that are not as before, figures aside; undefined where nothing was published. */
  readonly changed: number | undefined;
  /** Cells that stay, which the run did not have. */
  readonly kept: number;
  readonly dropped: readonly { readonly cell: string; readonly why: string }[];
  readonly bytes: number;
}

const news = ({ changed }: PublishedFile): string => {
  if (changed === undefined) return "new";
  return changed === 0 ? "only figures are new" : `${changed} ${changed === 1 ? "cell is" : "cells are"} not as before`;
};

const shownDropped = 3;

const droppedLines = ({ dropped }: PublishedFile, style: Style): string[] => {
  const reasons = Map.groupBy(dropped, ({ why }) => why);
  return [...reasons].flatMap(([why, cells]) => [
    style.warn(`  ${cells.length} dropped: ${why}`),
    ...cells.slice(0, shownDropped).map(({ cell }) => `    ${cell}`),
    ...(cells.length > shownDropped ? [`    and ${cells.length - shownDropped} more: --json lists all`] : []),
  ]);
};

/** What was published of a run, file by file, with all that did not stay. */
export const publishLines = (run: string, files: readonly PublishedFile[], written: boolean, style: Style): string[] => [
  ...files.flatMap((file) => [
    `${style.bold(file.path)}  ${file.passed} of ${file.cells} cells pass${file.kept > 0 ? `, ${file.kept} kept from earlier runs` : ""}; ${news(file)}  ${style.dim(formatBytes(file.bytes))}`,
    ...droppedLines(file, style),
  ]),
  written ? `run ${run} is published` : `nothing is written: this is what publishing run ${run} would do`,
];
