import type { Worker } from "../model/generated/journal.ts";
import { type CellId, type LaneId, parseCell, printLane } from "../model/ids.ts";
import { type CellState, isRefused } from "../model/words.ts";

/** Which of a run's cells belong to trust workloads: the header says so, since the catalog may have moved on. */
export type TrustWorkloads = ReadonlySet<string>;

/** Why a lane is not trusted for a target: the trust cells that are not as they must be and what they told, or that there are none. */
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
  /** The lanes of its roles that ran in another Keep, by role. */
  readonly elsewhere?: Readonly<Record<string, LaneId>> | undefined;
}

/** A row as far as it tells who tried what where. */
interface Answered {
  readonly cell: string;
  readonly worker: string;
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/**
 * Trust cells that a worker has no row of although it ran other cells in their lane and has their toolchain, among several workers:
 * the answer of one machine says nothing of the same lane on another.
 */
export const untried = (rows: readonly Answered[], trust: TrustWorkloads, workers: readonly Pick<Worker, "id" | "toolchains">[]): ReadonlySet<string> => {
  if (workers.length < 2) return new Set();
  const parsed = rows.map((row) => ({ ...row, id: parseCell(row.cell) }));
  const own = parsed.filter(({ id }) => trust.has(id.workload));
  const answered = new Set(own.map(({ cell, worker }) => `${worker} ${cell}`));
  const used = new Set(
    parsed
      .filter(({ id }) => !trust.has(id.workload))
      .flatMap(({ worker, id, elsewhere = {} }) => [printLane(id.lane), ...Object.values(elsewhere)].map((lane) => `${worker} ${lane} ${id.target}`)),
  );
  const lacks = ({ id: worker, toolchains }: (typeof workers)[number], { cell, id }: (typeof own)[number]): boolean =>
    used.has(`${worker} ${printLane(id.lane)} ${id.target}`) &&
    toolchains.some((toolchain) => toolchain.id === `${id.language}/${id.toolchain}`) &&
    !answered.has(`${worker} ${cell}`);
  return new Set(own.filter((row) => workers.some((worker) => lacks(worker, row))).map(({ cell }) => cell));
};

/** All lanes that a cell's programs ran in, the cell's own first. */
export const placesOf = ({ id, elsewhere }: Pick<Tried, "id" | "elsewhere">): LaneId[] => [id.lane, ...Object.values(elsewhere ?? {})];

const passed = (cell: Tried): boolean => cell.state.is === "judged" && cell.state.verdict.is === "pass";

// Which planted failure was not told as what it is, and what was told in its place.
const told = ({ id, state }: Tried): string => {
  const name = `${id.workload}/${id.case}`;
  if (state.is !== "judged") return `${name}: ${state.is === "inexpressible" ? state.why : "it has no row"}`;
  const { verdict } = state;
  return `${name}: ${"detail" in verdict ? verdict.detail : verdict.is === "unsupported" ? verdict.proof : verdict.is}`;
};

/**
 * Lanes that are not to be believed, by target. A lane is trusted only once it has reported planted failures as what
 * they are; one that was never asked is not trusted either. `unattested`: by lane, why what its Keep claims is not proven;
 * whatever such a lane reports, none of it counts.
 */
export const distrust = (cells: readonly Tried[], trust: TrustWorkloads, unattested: ReadonlyMap<string, string> = new Map()): Distrust[] => {
  const lanes = new Map<string, { readonly lane: string; readonly target: string; readonly asked: Tried[] }>();
  for (const cell of cells) {
    const { target, workload } = cell.id;
    // A lane in which nothing ran tells nothing that could be believed, and one that refuses all has nothing to be tried with.
    if (isRefused(cell.state) && !trust.has(workload)) continue;
    placesOf(cell).forEach((place, index) => {
      const lane = printLane(place);
      const own = lanes.get(`${lane} ${target}`) ?? { lane, target, asked: [] };
      lanes.set(`${lane} ${target}`, own);
      // What a role does in another Keep is asked of that Keep's own cells.
      if (index === 0 && trust.has(workload)) own.asked.push(cell);
    });
  }
  return [...lanes.values()].flatMap(({ lane, target, asked }) => {
    const wrong = asked.filter((cell) => !passed(cell));
    const unproven = unattested.get(lane);
    if (unproven !== undefined) return [{ lane, target, because: [unproven] }];
    if (asked.length > 0 && wrong.length === 0) return [];
    return [{ lane, target, because: asked.length === 0 ? ["no trust cell ran in it"] : wrong.map(told) }];
  });
};
