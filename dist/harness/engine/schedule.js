import pLimit from "p-limit";
/** Cells that wait run so many at once for each core: a cell that sleeps or hangs takes no core. */
const waitingPerJob = 8;
/** Runs cells, as many at once as there are jobs; those that only wait have places of their own. */
export class Schedule {
    #computing;
    #waiting;
    constructor(jobs) {
        this.#computing = pLimit(jobs);
        this.#waiting = pLimit(jobs * waitingPerJob);
    }
    /** Runs a task when it has a place. */
    run(waits, task) {
        return (waits ? this.#waiting : this.#computing)(task);
    }
}
