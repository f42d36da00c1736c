import { relative } from "node:path";
import { loadExpectations } from "../catalog/expectations.ts";
import { loadCatalog } from "../catalog/load.ts";
import { timestamp } from "../host/clock.ts";
import type { BlameGrounds } from "../judge/blame.ts";
import { groupFailures } from "../judge/failures.ts";
import { foldRun, type RunRecord } from "../judge/fold.ts";
import { groundsOf } from "../judge/grounds.ts";
import { toMatrix } from "../judge/matrix.ts";
import { passTrimmer } from "../judge/row.ts";
import type { Catalog } from "../model/catalog.ts";
import { exitCodes } from "../model/errors.ts";
import type { Known } from "../model/expectation.ts";
import { readJournal } from "../record/read.ts";
import { findJournal } from "../record/runs.ts";
import { failureAnnotations } from "../report/annotations.ts";
import { failureLines, unavailableLines } from "../report/failures.ts";
import { matrixLines, totalsLine } from "../report/matrix.ts";
import { matrixMarkdown } from "../report/matrix-markdown.ts";
import { tellCi } from "./ci.ts";
import { print, printJson, resultStyle } from "./output.ts";

/** What a run is held against today. */
export interface Today {
  readonly catalog: Catalog;
  readonly known: readonly Known[];
}

const loadToday = async (root: string): Promise<Today> => {
  const catalog = await loadCatalog(root);
  return { catalog, known: await loadExpectations(catalog) };
};

/**
 * Reads and folds a run: a name or the start of one, a path, or the newest. It is held against what is known today, which
 * is loaded where it is not given. Of a large run that is only counted, `kept` leaves out what was observed of cells that passed.
 */
export const loadRun = async (
  root: string,
  said: string | undefined,
  kept: "all" | "verdicts" = "all",
  today?: Today,
): Promise<{ record: RunRecord; path: string; grounds: BlameGrounds }> => {
  const path = findJournal(root, said);
  const { header, lines } = readJournal(path, kept === "verdicts" ? passTrimmer() : undefined);
  const { catalog, known } = today ?? (await loadToday(root));
  const record = foldRun(header, lines, known, timestamp().slice(0, 10));
  return { record, path, grounds: groundsOf(record, catalog) };
};

/** Shows the matrix of a run, what did not pass, and what this machine lacks. The exit code: 1 where anything is not as expected: failed, broken, lost, in a lane that is not trusted, or passed although known to fail. */
export const showRun = async (root: string, said: string | undefined, json: boolean, today?: Today): Promise<number> => {
  const { record, path, grounds } = await loadRun(root, said, "verdicts", today);
  const matrix = toMatrix(record);
  const groups = groupFailures(record, grounds);
  tellCi(
    () => failureAnnotations(groups),
    () => matrixMarkdown(matrix, groups),
  );
  if (json) {
    printJson({ ...matrix, failures: groups, unavailable: record.unavailable.map(({ what, id, evidence }) => ({ what, id, evidence })), journal: path });
  } else {
    const style = resultStyle();
    const built = record.artifacts.filter((row) => row.outcome.state === "built");
    const compiled = built.filter((row) => !row.reused).length;
    print([
      ...matrixLines(matrix, style),
      "",
      totalsLine(matrix, style),
      ...(groups.length > 0 ? ["", ...failureLines(groups, style)] : []),
      ...(record.unavailable.length > 0 ? ["", ...unavailableLines(record.unavailable, style)] : []),
      "",
      style.dim(
        `${compiled} artifacts compiled, ${built.length - compiled} reused${record.workers.every(({ supervised }) => supervised) ? "" : "; without the launcher program: CPU time and memory are unknown"}`,
      ),
      ...(record.reused > 0 ? [style.warn(`${record.reused} cells did not run: nothing has changed since an earlier run`)] : []),
      style.dim(`journal: ${relative(process.cwd(), path) || path}`),
    ]);
  }
  const { totals } = matrix;
  return matrix.complete && totals.failed + totals.surprising + totals.broken + totals.untrusted + totals.lost === 0 ? exitCodes.ok : exitCodes.unexpected;
};
