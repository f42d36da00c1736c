import type { Change, ChangedCell } from "../model/change.ts";
import { parseCell, printLane, printRoute } from "../model/ids.ts";
import type { GateCell } from "./cell.ts";
import { describe } from "./compare.ts";

const detailOf = (change: Change, now: GateCell | undefined): string => {
  if (change.is === "incomparable")
    return `passed, now ${now ? describe(now.state).split("\n")[0] : "gone"}; its ${change.moved} is another than the baseline's`;
  return ("detail" in change && change.detail?.split("\n")[0]) || change.is;
};

/** Lanes that are not trusted, among those of cells that refuse, each with what it did. */
export const distrusted = (after: readonly GateCell[]): string[] => {
  const lanes = new Map<string, string>();
  for (const { id, state } of after)
    if (state.is === "untrusted" && !lanes.has(printLane(id.lane))) lanes.set(printLane(id.lane), `${printLane(id.lane)} is not trusted: ${state.because}`);
  return [...lanes.values()];
};

/** What refuses most tellingly, in one line: what broke, and whose fault it is; undefined where nothing refuses, or a lane without trust says it all. */
export const headline = (changes: readonly ChangedCell[], after: readonly GateCell[]): string | undefined => {
  const untrusted = new Set(after.filter(({ state }) => state.is === "untrusted").map(({ text }) => text));
  const first = changes.find(({ gates, cell }) => gates && !untrusted.has(cell));
  if (!first) return undefined;
  const id = parseCell(first.cell);
  return `${id.workload}/${id.case} by ${printRoute(id)}: ${detailOf(
    first.change,
    after.find(({ text }) => text === first.cell),
  )}${first.blame === undefined ? "" : ` (blame: ${first.blame})`}`;
};
