import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keepPipe, makePipes, openReader, openWriter } from "../../host/pipes.js";
import { Transcript } from "./transcript.js";
// Every writer of a pipe has ended by then; one that could not be ended must not hold everything up.
const drainMs = 1000;
/** Holds one program of a dialogue by its pipes and signals. */
export class Wiring {
    sockets;
    #options;
    #transcripts = new Map();
    #listening;
    #input;
    #running;
    #ended = false;
    #letGo;
    #begin = () => { };
    /** When its pipes are there and its launcher has been told of it; never, where that fails. */
    begun = new Promise((resolve) => {
        this.#begin = resolve;
    });
    #full = false;
    constructor(options) {
        this.#options = options;
        this.sockets = options.sockets;
    }
    /** Makes the pipes in the sandbox's folder; gives the paths that the program is started with. */
    async open(files, { folder, listening }) {
        const { pipes, outputBytes } = this.#options;
        this.#listening = listening;
        const paths = { ...files };
        for (const name of pipes)
            paths[name] = join(folder, `${name}.pipe`);
        await makePipes([...pipes].map((name) => paths[name]), folder);
        for (const name of pipes) {
            if (name === "stdin") {
                this.#letGo = keepPipe(paths.stdin);
                this.#input = openWriter(paths.stdin);
                this.#input.on("error", () => { });
                continue;
            }
            const pipe = openReader(paths[name]);
            const full = () => {
                this.#full = true;
                this.signal("SIGKILL");
            };
            this.#transcripts.set(name, { transcript: new Transcript(pipe, outputBytes, full), pipe, file: files[name] });
        }
        return paths;
    }
    started = (running) => {
        this.#running = running;
        this.#begin();
    };
    /** Whether the signal could be sent: launchers on other machines pass none. */
    signal(name) {
        this.#running?.signal(name);
        return this.#running !== undefined;
    }
    /** Whether the program's engine has told that its guest listens there; `place` is `tcp HOST:PORT` or `udp HOST:PORT`. */
    hasToldOf(place) {
        if (this.#listening === undefined || !existsSync(this.#listening))
            return false;
        return readFileSync(this.#listening, "utf8").split("\n").slice(0, -1).includes(place);
    }
    get hasEnded() {
        return this.#ended;
    }
    get input() {
        return this.#input;
    }
    output(name) {
        return this.#transcripts.get(name)?.transcript;
    }
    /** Puts what came out of pipes where files would have it, and says how the program ended. */
    async close(exit) {
        this.#ended = true;
        for (const { transcript, pipe, file } of this.#transcripts.values()) {
            const timer = setTimeout(() => pipe.destroy(), drainMs);
            writeFileSync(file, await transcript.whole());
            clearTimeout(timer);
        }
        return this.#full && exit.limit === undefined ? { ...exit, limit: "output" } : exit;
    }
    /** Closes the pipes, however the trial went. */
    release() {
        this.#ended = true;
        this.#input?.destroy();
        this.#letGo?.();
        this.#letGo = undefined;
        for (const { pipe } of this.#transcripts.values())
            pipe.destroy();
    }
}
