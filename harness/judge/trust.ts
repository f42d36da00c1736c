import { type CellId, printLane } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";

/** Which of a run's cells belong to trust workloads: the header says so, since the catalog may have moved on. */
export type TrustWorkloads = ReadonlySet<string>;

/** Why a lane is not trusted for a target: the trust cells that are not as they must be, or that there are none. */
export interface Distrust {
  readonly lane: string;
  readonly target: string;
  readonly because: readonly string[];
}

/** What of a cell decides. */
interface Tried {
  readonly text: string;
  readonly id: CellId;
  readonly state: CellState;
}

const key = (cell: Tried): string => `${printLane(cell.id.lane)} ${cell.id.target}`;

const passed = (cell: Tried): boolean => cell.state.is === "judged" && cell.state.verdict.is === "pass";

/**
 * Lanes that are not to be believed, by target. A lane is trusted only once it has reported planted failures as what
 * they are; one that was never asked is not trusted either. `unattested`: by lane, why what its Keep claims is not proven;
 * whatever such a lane reports, none of it counts.
 */
export const distrust = (cells: readonly Tried[], trust: TrustWorkloads, unattested: ReadonlyMap<string, string> = new Map()): Distrust[] => {
  const lanes = new Map<string, Tried[]>();
  for (const cell of cells) {
    const name = key(cell);
    const own = lanes.get(name);
    if (own) own.push(cell);
    else lanes.set(name, [cell]);
  }
  return [...lanes.values()].flatMap((own) => {
    const asked = own.filter((cell) => trust.has(cell.id.workload));
    const wrong = asked.filter((cell) => !passed(cell));
    const [first] = own;
    const unproven = first && unattested.get(printLane(first.id.lane));
    if (first && unproven !== undefined) return [{ lane: printLane(first.id.lane), target: first.id.target, because: [unproven] }];
    if (!first || (asked.length > 0 && wrong.length === 0)) return [];
    return [
      { lane: printLane(first.id.lane), target: first.id.target, because: asked.length === 0 ? ["no trust cell ran in it"] : wrong.map((cell) => cell.text) },
    ];
  });
};
