import { gatehouseWords } from "../model/command.ts";
import type { RunSummary } from "../model/run-summary.ts";
import { several, shellLine } from "../model/text.ts";
import { failureLines, takeAwayLines, unavailableLines } from "./failures.ts";
import { matrixLines, totalsLine } from "./matrix.ts";
import { reportedLines } from "./reported.ts";
import type { Style } from "./style.ts";

const containmentNotes = {
  no: "contained: no. A guest that took over its engine could change anything here",
  landlock: "contained: landlock. A guest that took over its engine could see names and times of files here, and fill the disk",
} as const;

// What to read of the first failure that nobody has explained.
const nextLines = (failures: RunSummary["failures"], style: Style): string[] => {
  const cell = failures.find(({ known, cause }) => known === undefined && cause !== "lost")?.cells[0];
  return cell === undefined ? [] : [`${style.dim("all that is known of it:")} ${shellLine([...gatehouseWords, "show", cell])}`];
};

/** A run as lines: the matrix, what did not pass, what this machine lacks. `journal`: how its path is shown. */
export const runLines = (summary: RunSummary, journal: string, style: Style): string[] => {
  const { matrix, failures, unavailable, compiled, reusedArtifacts, reusedRows, supervised, contained, portable, unfinished } = summary;
  return [
    ...matrixLines(matrix, style),
    "",
    totalsLine(matrix, style, unfinished),
    ...(unfinished?.is === "stopped" && unfinished.resume ? [`${style.bold("go on with it:")} ${shellLine(unfinished.resume)}`] : []),
    ...(failures.length > 0 ? ["", ...failureLines(failures, matrix.run, style), ...takeAwayLines(portable, style), ...nextLines(failures, style)] : []),
    ...(matrix.reported.length > 0 ? ["", ...reportedLines(matrix.reported, matrix.lanes, style)] : []),
    ...(unavailable.length > 0 ? ["", ...unavailableLines(unavailable, style)] : []),
    "",
    style.dim(
      `${compiled} artifacts compiled, ${reusedArtifacts} reused${supervised ? "" : "; without the launcher program: CPU time and memory are unknown"}`,
    ),
    ...(contained ? [style.warn(containmentNotes[contained])] : []),
    ...(reusedRows > 0 ? [style.warn(`${several(reusedRows, "cell")} did not run: nothing has changed since an earlier run`)] : []),
    style.dim(`journal: ${journal}`),
  ];
};

/** A run as `--json` gives it. */
export const runJson = ({ matrix, failures, unavailable, journal, unfinished }: RunSummary) => ({
  ...matrix,
  ...(unfinished?.is === "running" ? { running: true } : {}),
  failures,
  unavailable: unavailable.map(({ what, id, evidence }) => ({ what, id, evidence })),
  journal,
});
