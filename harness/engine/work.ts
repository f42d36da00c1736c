import type { BuildResult } from "../build/build.ts";
import { within } from "../model/contract.ts";
import type { CaseLine, RanRow, Row } from "../model/generated/journal.ts";
import type { Told } from "../model/rows.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { tryCell } from "./attempt.ts";
import { type Ground, observe } from "./observe.ts";
import { builtCell, newestOf, Readier } from "./ready.ts";
import type { Reuse } from "./reuse.ts";
import { Schedule } from "./schedule.ts";

// A program that hangs shows it in seconds; the limits of cases are for slow ones.
const hangMs = 5000;

/** A row before its worker's name is on it. */
export type ToldRow = Row extends infer R ? Told<R> : never;

/** All that a worker takes to answer cells. */
export interface WorkOrder extends Ground {
  readonly cells: readonly PlannedCell[];
  readonly builds: ReadonlyMap<string, Promise<BuildResult>>;
  /** By WORKLOAD/CASE. */
  readonly cases: ReadonlyMap<string, CaseLine>;
  readonly store: string;
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Whether a failing cell is tried again: only where it is known to flake. */
  readonly mayFlake: (cell: PlannedCell) => boolean;
  /** Whether a cell is known to hang: it takes no core, and has five seconds. */
  readonly waits: (cell: PlannedCell) => boolean;
  /** The row of an earlier run that stands for a cell's own. */
  readonly reuse: Reuse;
  /** How often each cell is tried; all its trials must agree. */
  readonly repeat: number;
  readonly emit: (row: ToldRow) => void;
}

const rowOf = (cell: PlannedCell): Pick<RanRow, "kind" | "cell" | "elsewhere"> => {
  const lanes = Object.entries(cell.elsewhere).map(([role, { text }]) => [role, text]);
  return { kind: "row", cell: cell.text, ...(lanes.length > 0 ? { elsewhere: Object.fromEntries(lanes) } : {}) };
};

/** Answers cells: a worker of one run on one machine. */
class Worker {
  readonly #order: WorkOrder;
  readonly #readier: Readier;
  readonly #schedule: Schedule;
  /** Cells that are known to hang. */
  readonly #waiting: ReadonlySet<PlannedCell>;
  #sandboxes = 0;
  // Once a fact could not be written, nothing more may be: what still runs ends without a row.
  #broken: unknown;

  constructor(order: WorkOrder) {
    this.#order = order;
    this.#readier = new Readier(order, order.folders.scratch);
    this.#schedule = new Schedule(order.jobs);
    this.#waiting = new Set(order.cells.filter(order.waits));
  }

  /** Answers every cell; throws what kept a row from being written. */
  async answerAll(): Promise<void> {
    const others = this.#order.cells.filter((cell) => !this.#waiting.has(cell));
    const settled = await Promise.allSettled([...this.#waiting, ...others].map((cell) => this.#answer(cell)));
    const failed = settled.find((each) => each.status === "rejected");
    if (this.#broken !== undefined || failed) throw this.#broken ?? failed?.reason;
  }

  async #answer(cell: PlannedCell): Promise<void> {
    if (cell.inexpressible !== undefined) return this.#emit({ ...rowOf(cell), state: "inexpressible", why: cell.inexpressible });
    const built = await builtCell(cell, this.#order.builds);
    // A build that was ended with the run is no fact of the cell.
    if (this.#order.signal.aborted) return;
    if ("state" in built) return this.#emit({ ...rowOf(cell), ...built });
    const reused = this.#order.reuse(cell, built.artifact);
    if (reused) return this.#emit(reused);
    return this.#schedule.run(this.#waiting.has(cell), async () => {
      if (this.#order.signal.aborted || this.#broken !== undefined) return;
      let row: ToldRow | undefined;
      try {
        row = await this.#run(cell, built);
      } catch (error) {
        // A cell's own trouble is data: it becomes the cell's row, and the others go on.
        row = { ...rowOf(cell), state: "broken", stage: "sandbox", detail: (error as Error).message };
      }
      if (row) this.#emit(row);
    });
  }

  async #run(cell: PlannedCell, built: Exclude<Awaited<ReturnType<typeof builtCell>>, { state: string }>): Promise<ToldRow | undefined> {
    const line = this.#order.cases.get(`${cell.id.workload}/${cell.id.case}`);
    if (!line) throw new Error(`${cell.text} has no contract`);
    const ready = await this.#readier.ready(cell, built);
    if (this.#order.signal.aborted) return undefined;
    if ("state" in ready) return { ...rowOf(cell), ...ready };
    const grounds = { held: line.held, newest: newestOf(built), unclaimed: cell.unclaimed, mustFail: line.mustFail };
    const trying = { repeat: this.#order.repeat, mayFlake: () => this.#order.mayFlake(cell), signal: this.#order.signal };
    const timed = this.#waiting.has(cell) ? { ...ready, case: within(ready.case, hangMs) } : ready;
    const tried = await tryCell(() => observe(timed, this.#order, () => `cell-${this.#sandboxes++}`), grounds, trying);
    return tried && { ...rowOf(cell), state: "ran", artifact: built.artifact, ...tried };
  }

  #emit(row: ToldRow): void {
    if (this.#broken !== undefined) return;
    try {
      this.#order.emit(row);
    } catch (error) {
      this.#broken = error;
    }
  }
}

/**
 * Answers the cells of an order, as many at once as there are jobs. Each cell's row is told when it is known; a run that is stopped
 * leaves cells without one.
 */
export const work = (order: WorkOrder): Promise<void> => new Worker(order).answerAll();
