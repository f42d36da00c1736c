import { blamer } from "../judge/blame.ts";
import { findCell } from "../judge/find-cell.ts";
import type { CellRecord } from "../judge/fold.ts";
import type { Catalog } from "../model/catalog.ts";
import type { CellView } from "../model/cell-view.ts";
import { GatehouseError } from "../model/errors.ts";
import { parseCell, printCell, printLane } from "../model/ids.ts";
import { readBlob } from "../record/blobs.ts";
import { readRunOf } from "./read-run.ts";

/** The whole name of a cell that is named whole, or that a run has. Throws a GatehouseError where a run has none, or several. */
export const nameCell = async (root: string, said: string, run: string | undefined): Promise<string> => {
  try {
    return printCell(parseCell(said));
  } catch (error) {
    if (!(error instanceof GatehouseError)) throw error;
    return findCell((await readRunOf(root, said, run)).record.cells, said).text;
  }
};

/** All that a run tells of the one cell that a text fits; `isPortable` says whether it can be shown elsewhere. Throws a GatehouseError where it fits none, or several. */
export const readCell = async (
  root: string,
  said: string,
  run: string | undefined,
  isPortable: (cell: CellRecord, catalog: Catalog) => boolean = () => false,
): Promise<CellView> => {
  const { record, path, grounds, catalog, unfinished } = await readRunOf(root, said, run);
  const cell = findCell(record.cells, said);
  const passed = cell.state.is === "judged" && cell.state.verdict.is === "pass";
  const { outcome } = record.artifacts.find((row) => row.outcome.state === "built" && row.outcome.digest === cell.artifact) ?? {};
  const { observation } = cell;
  return {
    cell: cell.text,
    run: record.header.run,
    lane: printLane(cell.id.lane),
    passed,
    state: cell.state,
    standing: cell.standing,
    blame: passed || cell.state.is === "inexpressible" || (cell.state.is === "lost" && !record.complete) ? undefined : blamer(record.cells, grounds)(cell),
    observation,
    ...(unfinished && cell.state.is === "lost" ? { unfinished: unfinished.is } : {}),
    portable: isPortable(cell, catalog),
    said: {
      stdout: observation && readBlob(path, observation.stdout)?.toString("utf8"),
      stderr: observation && readBlob(path, observation.stderr)?.toString("utf8"),
    },
    elsewhere: Object.fromEntries(Object.entries(cell.elsewhere ?? {}).map(([role, lane]) => [role, printLane(lane)])),
    artifact: outcome?.state === "built" ? outcome : undefined,
  };
};
