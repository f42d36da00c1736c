import { isAsExpected, toSummary } from "../judge/summary.ts";
import { exitCodes } from "../model/errors.ts";
import { type Audience, replay } from "../report/subscriber.ts";
import { firstReproducible } from "../repro/reproducible.ts";
import { narrowRun, type ReadRun, readRun, type Today } from "../review/read-run.ts";
import { type Outlets, openOutlets } from "./outlets.ts";

// A report that could not be written is no success, whatever the run says.
const end = ({ record, grounds, path, catalog, unfinished }: ReadRun, audience: Audience): number => {
  const told = toSummary(record, grounds, path);
  const portable = firstReproducible(
    told.failures.flatMap(({ cells }) => cells),
    record.cells,
    catalog,
  );
  const summary = { ...told, ...(portable === undefined ? {} : { portable }), ...(unfinished ? { unfinished } : {}) };
  audience.end(summary);
  if (audience.broken().length > 0) return exitCodes.harness;
  return isAsExpected(summary) ? exitCodes.ok : exitCodes.unexpected;
};

/** Tells an audience that has heard a run what it comes to. The exit code: 1 where anything is not as expected, 3 where a report could not be written. */
export const endRun = async (root: string, run: string, audience: Audience, today: Today): Promise<number> =>
  end(await readRun(root, run, "verdicts", today), audience);

/** Shows a run that was carried out before, or the part of it that filters select; the exit code is the same. */
export const showRun = async (root: string, run: string | undefined, terms: readonly string[], outlets: Outlets): Promise<number> => {
  const read = narrowRun(await readRun(root, run, outlets.junit === undefined ? "verdicts" : "all"), terms);
  const audience = openOutlets(outlets);
  replay(read.journal.lines, audience);
  return end(read, audience);
};
