import { loadCatalog } from "../catalog/load.ts";
import { toHistories } from "../judge/history.ts";
import { parseCell } from "../model/ids.ts";
import type { TrackHistory } from "../model/releases.ts";
import { readReleases } from "../record/releases.ts";
import { narrow } from "./narrow.ts";

/** What each language passed, release by release, of the published cells that filters select. */
export const readHistories = async (root: string, terms: readonly string[]): Promise<TrackHistory[]> => {
  const records = readReleases(root).map(({ record }) => record);
  if (terms.length === 0) return toHistories(records);
  const cells = records.flatMap((record) => record.cells.map((cell) => ({ cell, id: parseCell(`${cell.cell},${record.header.lane}`) })));
  const left = new Set(narrow(cells, ({ id }) => id, terms, await loadCatalog(root)).map(({ cell }) => cell));
  return toHistories(records.map((record) => ({ ...record, cells: record.cells.filter((cell) => left.has(cell)) })).filter(({ cells: own }) => own.length > 0));
};
