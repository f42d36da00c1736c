import { exitCodes, GatehouseError } from "../model/errors.js";
import { afterWatching } from "./clock.js";
/** How long closing may take, in milliseconds of `watched`. */
const closingMs = 10_000;
/** What closing waits for at the moment, each thing by a name that tells a user which one it is. */
export class Waits {
    #open = new Set();
    /** Waits for `work`; `end` ends by force what does not come to an end. */
    async until(name, work, end = () => { }) {
        const own = { name, end };
        this.#open.add(own);
        try {
            return await work;
        }
        finally {
            this.#open.delete(own);
        }
    }
    get names() {
        return [...this.#open].map(({ name }) => name);
    }
    /** Ends by force all that is waited for. */
    end() {
        for (const { end } of this.#open)
            end();
    }
}
const late = (what, names, limitMs) => new GatehouseError("host/waits", `${what} did not close within ${limitMs / 1000} s: it waits for ${names.join(", ") || "something without a name"}`, {
    hint: "what it waits for was ended. This is a fault of the harness, or a process that cannot be killed: report it with this message",
    exitCode: exitCodes.harness,
});
/**
 * Closes something within a limit. Where that does not suffice, what `close` waits for is ended by force, and a GatehouseError
 * `host/waits` (exit code 3) names it. `what` is the subject of that sentence.
 */
export const closeInTime = async (what, close, limitMs = closingMs) => {
    const waits = new Waits();
    const { promise, reject } = Promise.withResolvers();
    const forget = afterWatching(limitMs, () => {
        reject(late(what, waits.names, limitMs));
        waits.end();
    });
    try {
        await Promise.race([close(waits), promise]);
    }
    finally {
        forget();
    }
};
/** Counts equal names: `2 PipeWrap`, `Timeout`. */
const countNames = (names) => [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => (length > 1 ? `${length} ${name}` : name));
/**
 * Lets this process end with an exit code. Where something still keeps it after the limit, it is named on standard error and the
 * process ends with exit code 3. It ends at once where the harness broke: nobody waits for what closed no longer.
 */
export const exitInTime = (code, limitMs = closingMs) => {
    process.exitCode = code;
    if (code === exitCodes.harness)
        process.exit();
    // Not counted as something that keeps the process.
    setTimeout(() => {
        const { message, hint } = late("the command", countNames(process.getActiveResourcesInfo()), limitMs);
        process.stderr.write(`error: ${message} [host/waits]\n  ${hint}\n`);
        process.exit(exitCodes.harness);
    }, limitMs).unref();
};
/** Notices work that has given all its pieces and does not end. */
export class EndWatch {
    #limitMs;
    #late = Promise.withResolvers();
    #name;
    #left;
    #forget = () => { };
    /** `pieces`: their number. The limit counts from the last one. `name` is the name of the work in the error. */
    constructor(pieces, name, limitMs = closingMs) {
        this.#limitMs = limitMs;
        this.#left = pieces;
        this.#name = name;
        this.#late.promise.catch(() => { });
        if (pieces === 0)
            this.#begin();
    }
    /** One piece was given. */
    give() {
        this.#left--;
        if (this.#left === 0)
            this.#begin();
    }
    /** The work; a GatehouseError `host/waits` if it does not end within the limit after its last piece. */
    async watch(work) {
        try {
            return await Promise.race([work, this.#late.promise]);
        }
        finally {
            this.#forget();
        }
    }
    #begin() {
        this.#forget = afterWatching(this.#limitMs, () => this.#late.reject(late("the run", [this.#name], this.#limitMs)));
    }
}
