import { formatDuration, printable, printableLines } from "../model/text.js";
const quietMs = 10_000;
const movingMs = 100;
/** Work of a run by phase, in estimated seconds, from which the ETA follows. */
export class Progress {
    #sink;
    #start;
    #total = new Map();
    #last = Number.NEGATIVE_INFINITY;
    #shown = false;
    constructor(sink) {
        this.#sink = sink;
        this.#start = sink.now();
    }
    /** Says how much of a phase is to be done: so many pieces of about so many seconds each. */
    expect(phase, pieces, secondsEach) {
        const entry = this.#total.get(phase) ?? { done: 0, all: 0, doneSeconds: 0, allSeconds: 0 };
        this.#total.set(phase, { ...entry, all: entry.all + pieces, allSeconds: entry.allSeconds + pieces * secondsEach });
    }
    /** Adds one piece to a phase and says that it begins: it may take minutes, in which nothing else is said. */
    begin(phase, what, seconds) {
        this.expect(phase, 1, seconds);
        const { done, all } = this.#total.get(phase);
        this.#show(`${phase} ${done}/${all}  ${printable(what)} begins`, true);
    }
    /** One piece of a phase is done. */
    done(phase, what) {
        const entry = this.#total.get(phase);
        if (!entry)
            return;
        const each = entry.all === 0 ? 0 : entry.allSeconds / entry.all;
        this.#total.set(phase, { ...entry, done: entry.done + 1, doneSeconds: entry.doneSeconds + each });
        this.#show(`${phase} ${entry.done + 1}/${entry.all}  ${printable(what)}`, entry.done + 1 === entry.all);
    }
    /** Says something that stays. */
    note(text) {
        this.clear();
        this.#sink.write(`${printableLines(text)}\n`);
    }
    /** Takes the moving line away. */
    clear() {
        if (this.#shown)
            this.#sink.write("\r\u001b[K");
        this.#shown = false;
    }
    /** Estimated milliseconds to go, from how long the work that is done took; undefined while nothing is. */
    remaining() {
        let [done, all] = [0, 0];
        for (const entry of this.#total.values()) {
            done += entry.doneSeconds;
            all += entry.allSeconds;
        }
        return done === 0 ? undefined : ((all - done) / done) * (this.#sink.now() - this.#start);
    }
    #show(text, last) {
        const now = this.#sink.now();
        if (!last && now - this.#last < (this.#sink.moving ? movingMs : quietMs))
            return;
        this.#last = now;
        const eta = this.remaining();
        const line = `${text}${eta === undefined || eta < 1000 ? "" : `  about ${formatDuration(eta)} to go`}`;
        this.#sink.write(this.#sink.moving ? `\r\u001b[K${line.slice(0, 110)}` : `${line}\n`);
        this.#shown = this.#sink.moving;
    }
}
