import { toHistories } from "../judge/history.ts";
import type { TrackHistory } from "../model/releases.ts";
import { publishedToday } from "./everything.ts";
import { narrow } from "./narrow.ts";
import { loadToday } from "./read-run.ts";

/** What each language passed, release by release, of the published cells that filters select. */
export const readHistories = async (root: string, terms: readonly string[]): Promise<TrackHistory[]> => {
  const today = await loadToday(root);
  const published = publishedToday(root, today);
  if (terms.length === 0) return toHistories(published);
  const cells = published.flatMap((each) => each.cells);
  const left = new Set(narrow(cells, ({ id }) => id, terms, today.catalog));
  return toHistories(published.map((each) => ({ ...each, cells: each.cells.filter((cell) => left.has(cell)) })).filter(({ cells: own }) => own.length > 0));
};
