import type { RunSummary } from "../model/run-summary.ts";
import { blamer } from "./blame.ts";
import { groupFailures } from "./failures.ts";
import type { CellRecord, RunRecord } from "./fold.ts";
import { toMatrix } from "./matrix.ts";
import type { BlameGrounds } from "./witness.ts";

const failed = ({ state }: CellRecord): boolean => state.is === "untrusted" || (state.is === "judged" && state.verdict.is !== "pass");

// What the least contained worker had.
const weakest = (workers: RunRecord["workers"]): Pick<RunSummary, "contained"> => {
  const contained = (["no", "landlock"] as const).find((means) => workers.some((worker) => worker.contained === means));
  return contained === undefined ? {} : { contained };
};

/** Folds a run to what every report shows of it. */
export const toSummary = (record: RunRecord, grounds: BlameGrounds, journal: string): RunSummary => {
  const blame = blamer(record.cells, grounds);
  const built = record.artifacts.filter(({ outcome }) => outcome.state === "built");
  const reusedArtifacts = built.filter(({ reused }) => reused).length;
  return {
    matrix: toMatrix(record),
    // What a run has not come to yet is nobody's failure.
    failures: groupFailures(record, grounds).filter(({ cause }) => record.complete || cause !== "lost"),
    cells: record.cells.map((cell) => ({ text: cell.text, state: cell.state, standing: cell.standing, blame: failed(cell) ? blame(cell).on : undefined })),
    unavailable: record.unavailable,
    compiled: built.length - reusedArtifacts,
    reusedArtifacts,
    reusedRows: record.reused,
    supervised: record.workers.every(({ supervised }) => supervised),
    ...weakest(record.workers),
    journal,
  };
};

/** Whether everything is as expected: the run came to its end, and nothing failed, broke, was lost, ran where it does not count, or passed although known to fail. */
export const isAsExpected = ({ matrix: { totals, complete } }: RunSummary): boolean =>
  complete && totals.failed + totals.surprising + totals.broken + totals.untrusted + totals.lost === 0;
