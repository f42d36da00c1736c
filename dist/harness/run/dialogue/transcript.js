import { watched } from "../../host/clock.js";
import { Bell } from "./bell.js";
import { compareStart, progress, silent } from "./seen.js";
/** All that a program writes to a stream that is a pipe, as it comes. Kept up to a limit; `full` is called where that is reached. */
export class Transcript {
    #bell = new Bell();
    #ended;
    #most;
    #parts = [];
    #size = 0;
    #over = false;
    #cursor = 0;
    constructor(pipe, most, full) {
        this.#most = most;
        pipe.on("data", (part) => {
            const kept = part.subarray(0, this.#most - this.#size);
            if (kept.length > 0)
                this.#parts.push(kept);
            this.#size += kept.length;
            if (this.#size >= this.#most)
                full();
            this.#bell.ring();
        });
        this.#ended = new Promise((resolve) => {
            pipe.on("error", () => { });
            pipe.on("close", () => {
                this.#over = true;
                this.#bell.ring();
                resolve();
            });
        });
    }
    /** What comes next must be this. */
    async expect(expected, limitMs) {
        const until = watched() + limitMs;
        for (;;) {
            const received = this.#bytes().subarray(this.#cursor, this.#cursor + expected.length);
            const failure = compareStart(received, expected);
            const soFar = { bytes: received.length, received };
            if (failure)
                return { ...soFar, failure };
            if (received.length === expected.length) {
                this.#cursor += expected.length;
                return soFar;
            }
            if (this.#over)
                return { ...soFar, failure: { how: "closed", detail: `the stream ended ${progress(received.length, expected.length)}` } };
            if (watched() >= until)
                return { ...soFar, failure: silent(`no more than ${received.length} of ${expected.length} bytes came`, limitMs) };
            await this.#bell.wait(until - watched());
        }
    }
    /** Everything, once the last writer has closed the pipe. */
    async whole() {
        await this.#ended;
        return this.#bytes();
    }
    #bytes() {
        if (this.#parts.length > 1)
            this.#parts = [Buffer.concat(this.#parts)];
        return this.#parts[0] ?? Buffer.alloc(0);
    }
}
