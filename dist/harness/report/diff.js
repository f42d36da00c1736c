import { structuredPatch } from "diff";
const mostLines = 40;
/** How one text became another, as lines of a unified diff without its header; cut where it is long. */
export const diffLines = (before, after) => {
    const lines = structuredPatch("", "", before, after, "", "", { context: 2 }).hunks.flatMap(({ lines: own }) => own);
    return lines.length > mostLines ? [...lines.slice(0, mostLines), `… and ${lines.length - mostLines} lines more`] : lines;
};
