/** Wakes whoever waits for something to change. */
export class Bell {
    #waiting = new Set();
    ring() {
        const waiting = this.#waiting;
        this.#waiting = new Set();
        for (const wake of waiting)
            wake();
    }
    /** Resolves when it rings, or after so many milliseconds. */
    wait(milliseconds) {
        return new Promise((resolve) => {
            const wake = () => {
                clearTimeout(timer);
                this.#waiting.delete(wake);
                resolve();
            };
            const timer = setTimeout(wake, Math.max(0, milliseconds));
            this.#waiting.add(wake);
        });
    }
}
