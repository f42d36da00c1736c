import { currentDay } from "../host/clock.ts";
import { toHistories } from "../judge/history.ts";
import { parseCell } from "../model/ids.ts";
import type { ReleaseRecord } from "../model/record.ts";
import type { TrackHistory } from "../model/releases.ts";
import { readReleases } from "../record/releases.ts";
import { narrow } from "./narrow.ts";
import { loadToday } from "./read-run.ts";

/** What each language passed, release by release, of the published cells that filters select. */
export const readHistories = async (root: string, terms: readonly string[]): Promise<TrackHistory[]> => {
  const records = readReleases(root).map(({ record }) => record);
  const { catalog, known } = await loadToday(root);
  const histories = (own: readonly ReleaseRecord[]): TrackHistory[] => toHistories(own, known, currentDay());
  if (terms.length === 0) return histories(records);
  const cells = records.flatMap((record) => record.cells.map((cell) => ({ cell, id: parseCell(`${cell.cell},${record.header.lane}`) })));
  const left = new Set(narrow(cells, ({ id }) => id, terms, catalog).map(({ cell }) => cell));
  return histories(records.map((record) => ({ ...record, cells: record.cells.filter((cell) => left.has(cell)) })).filter(({ cells: own }) => own.length > 0));
};
