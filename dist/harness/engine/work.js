import { tryCell } from "./attempt.js";
import { observe } from "./observe.js";
import { builtCell, Readier } from "./ready.js";
import { Schedule } from "./schedule.js";
const rowOf = (cell) => {
    const lanes = Object.entries(cell.elsewhere).map(([role, { text }]) => [role, text]);
    return { kind: "row", cell: cell.text, ...(lanes.length > 0 ? { elsewhere: Object.fromEntries(lanes) } : {}) };
};
/** Answers cells: a worker of one run on one machine. */
class Worker {
    #order;
    #readier;
    #schedule;
    #sandboxes = 0;
    // Once a fact could not be written, nothing more may be: what still runs ends without a row.
    #broken;
    constructor(order) {
        this.#order = order;
        this.#readier = new Readier(order, order.folders.scratch);
        this.#schedule = new Schedule(order.jobs);
    }
    /** Answers every cell; throws what kept a row from being written. */
    async answerAll() {
        const { cells, waits } = this.#order;
        const settled = await Promise.allSettled(cells.toSorted((a, b) => Number(waits(b)) - Number(waits(a))).map((cell) => this.#answer(cell)));
        const failed = settled.find((each) => each.status === "rejected");
        if (this.#broken !== undefined || failed)
            throw this.#broken ?? failed?.reason;
    }
    async #answer(cell) {
        if (cell.inexpressible !== undefined)
            return this.#emit({ ...rowOf(cell), state: "inexpressible", why: cell.inexpressible });
        const built = await builtCell(cell, this.#order.builds);
        // A build that was ended with the run is no fact of the cell.
        if (this.#order.signal.aborted)
            return;
        if ("state" in built)
            return this.#emit({ ...rowOf(cell), ...built });
        const reused = this.#order.reuse(cell, built.artifact);
        if (reused)
            return this.#emit(reused);
        return this.#schedule.run(this.#order.waits(cell), async () => {
            if (this.#order.signal.aborted || this.#broken !== undefined)
                return;
            let row;
            try {
                row = await this.#run(cell, built);
            }
            catch (error) {
                // A cell's own trouble is data: it becomes the cell's row, and the others go on.
                row = { ...rowOf(cell), state: "broken", stage: "sandbox", detail: error.message };
            }
            if (row)
                this.#emit(row);
        });
    }
    async #run(cell, built) {
        const line = this.#order.cases.get(`${cell.id.workload}/${cell.id.case}`);
        if (!line)
            throw new Error(`${cell.text} has no contract`);
        const ready = await this.#readier.ready(cell, built);
        if (this.#order.signal.aborted)
            return undefined;
        if ("state" in ready)
            return { ...rowOf(cell), ...ready };
        const grounds = { held: line.held, unclaimed: cell.unclaimed, mustFail: line.mustFail };
        const trying = { repeat: this.#order.repeat, mayFlake: this.#order.mayFlake(cell), signal: this.#order.signal };
        const tried = await tryCell(() => observe(ready, this.#order, () => `cell-${this.#sandboxes++}`), grounds, trying);
        return tried && { ...rowOf(cell), state: "ran", artifact: built.artifact, ...tried };
    }
    #emit(row) {
        if (this.#broken !== undefined)
            return;
        try {
            this.#order.emit(row);
        }
        catch (error) {
            this.#broken = error;
        }
    }
}
/**
 * Answers the cells of an order, as many at once as there are jobs. Each cell's row is told when it is known; a run that is stopped
 * leaves cells without one.
 */
export const work = (order) => new Worker(order).answerAll();
