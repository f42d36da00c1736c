/** The channel is closed: QEMU has gone. */
export class QmpGone extends Error {
}
/** Talks QMP, QEMU's machine protocol (docs/interop/qmp-spec): one JSON object a line, answers in order, events between. */
export class Qmp {
    #socket;
    #waiting = [];
    #listeners = new Set();
    #gone;
    #text = "";
    constructor(socket) {
        this.#socket = socket;
        socket.setEncoding("utf8");
        socket.on("data", (text) => this.#read(text));
        socket.on("error", (error) => this.#fail(error.message));
        socket.on("close", () => this.#fail("QEMU has gone"));
        // It may have closed before we were told of the connection.
        if (socket.destroyed)
            this.#fail("QEMU has gone");
    }
    /** Carries out a command; rejects with QEMU's own words where it refuses, and when QEMU is gone. */
    execute(command, parameters = {}) {
        if (this.#gone)
            return Promise.reject(this.#gone);
        return new Promise((resolve, reject) => {
            this.#waiting.push({ resolve, reject });
            this.#socket.write(`${JSON.stringify({ execute: command, arguments: parameters })}\n`);
        });
    }
    /** Calls back for each event, until the function that it returns is called. */
    listen(listener) {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }
    #read(text) {
        const lines = (this.#text + text).split("\n");
        this.#text = lines.pop() ?? "";
        for (const line of lines) {
            if (line.trim() === "")
                continue;
            const message = JSON.parse(line);
            if (message.event !== undefined)
                for (const listener of this.#listeners)
                    listener(message.event, message.data ?? {});
            else if (message.error)
                this.#waiting.shift()?.reject(new Error(message.error.desc));
            else if ("return" in message)
                this.#waiting.shift()?.resolve(message.return);
        }
    }
    #fail(why) {
        this.#gone ??= new QmpGone(why);
        for (const { reject } of this.#waiting.splice(0))
            reject(this.#gone);
    }
}
