import { connect as connectTcp } from "node:net";
import { afterWatching, monotonic, sleep, watched } from "../../host/clock.js";
import { printAddress } from "../../model/addresses.js";
import { Bell } from "./bell.js";
import { compareStart, progress, silent, tooMuch } from "./seen.js";
const piece = 65_536;
const chunkOf = (rate) => (rate === undefined ? piece : Math.max(1, Math.min(piece, Math.floor(rate / 20))));
// Waits until so many bytes are due at a rate, in bytes a second; not where others were slower than that already.
const startPace = (rate) => {
    const start = monotonic();
    return async (total) => {
        const aheadMs = rate === undefined ? 0 : (total / rate) * 1000 - (monotonic() - start);
        if (aheadMs > 0)
            await sleep(aheadMs);
    };
};
const settleMs = 2000;
/** A TCP connection. It reads only what a step asks for, so that a program meets a slow reader where a contract has one. */
export class TcpPeer {
    #socket;
    #bell = new Bell();
    #ended = false;
    #error;
    #closed = false;
    // What a finished connection was still sent.
    #late = [];
    /** `error` is what broke it before it could be used. */
    constructor(socket, error) {
        this.#socket = socket;
        this.#error = error;
        socket.setNoDelay(true);
        socket.on("readable", () => this.#bell.ring());
        socket.on("end", () => {
            this.#ended = true;
            this.#bell.ring();
        });
        socket.on("error", (error) => {
            this.#error ??= error.code ?? error.message;
            this.#bell.ring();
        });
        socket.on("close", () => {
            this.#closed = true;
            this.#bell.ring();
        });
    }
    async send(bytes, rate, limitMs) {
        const until = watched() + limitMs;
        const pace = startPace(rate);
        for (let at = 0; at < bytes.length;) {
            const part = bytes.subarray(at, at + chunkOf(rate));
            let taken = false;
            this.#socket.write(part, () => {
                taken = true;
                this.#bell.ring();
            });
            while (!taken && !this.#broken() && watched() < until)
                await this.#bell.wait(until - watched());
            if (this.#broken())
                return { bytes: at, failure: this.#breakage(progress(at, bytes.length)) };
            if (!taken)
                return { bytes: at, failure: silent(`no more than ${at} of ${bytes.length} bytes were taken`, limitMs) };
            at += part.length;
            await pace(at);
        }
        return { bytes: bytes.length };
    }
    async receive(expected, rate, limitMs) {
        const until = watched() + limitMs;
        const pace = startPace(rate);
        const received = Buffer.allocUnsafe(expected.length);
        for (let got = 0; got < expected.length;) {
            const part = this.#take(Math.min(chunkOf(rate), expected.length - got));
            if (part) {
                part.copy(received, got);
                const failure = compareStart(part, expected.subarray(got));
                if (failure) {
                    const rest = compareStart(received.subarray(0, got + part.length), expected) ?? failure;
                    return { bytes: got + part.length, received: received.subarray(0, got + part.length), failure: rest };
                }
                got += part.length;
                await pace(got);
                if (got === expected.length || watched() < until)
                    continue;
            }
            const how = this.#over();
            const soFar = { bytes: got, received: received.subarray(0, got) };
            if (how)
                return { ...soFar, failure: this.#breakage(progress(got, expected.length)) };
            if (watched() >= until)
                return { ...soFar, failure: silent(`no more than ${got} of ${expected.length} bytes came`, limitMs) };
            await this.#bell.wait(until - watched());
        }
        return { bytes: expected.length, received };
    }
    async end(limitMs) {
        const over = await this.#untilOver(limitMs);
        if ("failure" in over)
            return over;
        return this.#error === undefined ? {} : { failure: { how: "reset", detail: `broken off (${this.#error}) where it was to be ended` } };
    }
    async resetBy(limitMs) {
        const over = await this.#untilOver(limitMs);
        if ("failure" in over)
            return over;
        return this.#error === undefined ? { failure: { how: "closed", detail: "ended where it was to be broken off" } } : {};
    }
    shutdown(half) {
        if (half === "write")
            this.#socket.end();
        else {
            this.#takeLate();
            this.#socket.destroy();
        }
        return Promise.resolve({});
    }
    reset() {
        this.#socket.resetAndDestroy();
        return Promise.resolve({});
    }
    finish() {
        if (this.#socket.destroyed)
            return;
        this.#socket.end();
        void this.#drain();
    }
    async settle() {
        const until = watched() + settleMs;
        while (!this.#over() && watched() < until) {
            const part = this.#take(piece);
            if (part)
                this.#late.push(part);
            else
                await this.#bell.wait(until - watched());
        }
        return this.#late.length === 0 ? undefined : tooMuch(Buffer.concat(this.#late));
    }
    destroy() {
        this.#socket.destroy();
    }
    // What has come already, at most what is held back for a slow reader.
    #takeLate() {
        for (let part = this.#take(piece); part; part = this.#take(piece))
            this.#late.push(part);
    }
    async #drain() {
        for (let size = 0; !this.#over() && size < 1 << 24;) {
            const part = this.#take(piece);
            if (part) {
                size += part.length;
                this.#late.push(part);
            }
            else
                await this.#bell.wait(1000);
        }
    }
    #take(most) {
        const there = this.#socket.readableLength;
        const part = this.#socket.read(there > 0 ? Math.min(most, there) : 0);
        return part && part.length > 0 ? part : undefined;
    }
    async #untilOver(limitMs) {
        const until = watched() + limitMs;
        for (;;) {
            const part = this.#take(piece);
            if (part)
                return { bytes: part.length, received: part, failure: tooMuch(part) };
            if (this.#over())
                return {};
            if (watched() >= until)
                return { failure: silent("the connection was not ended", limitMs) };
            await this.#bell.wait(until - watched());
        }
    }
    #broken() {
        return this.#error !== undefined || this.#closed;
    }
    #over() {
        return this.#ended || this.#broken();
    }
    #breakage(where) {
        if (this.#error === undefined)
            return { how: "closed", detail: `connection closed ${where}` };
        return { how: "reset", detail: `connection broken off (${this.#error}) ${where}` };
    }
}
/** Opens a TCP connection; a failure where nobody takes it. One that is reset at once was taken: its peer tells. */
export const connectPeer = async (address, limitMs) => {
    const socket = connectTcp({ ...address, allowHalfOpen: true });
    let forget = () => { };
    const found = await new Promise((resolve) => {
        socket.once("connect", () => resolve(new TcpPeer(socket)));
        socket.once("error", ({ code = "an error" }) => {
            if (code === "ECONNRESET")
                return resolve(new TcpPeer(socket, code));
            const refused = code === "ECONNREFUSED";
            resolve({ how: refused ? "refused" : "reset", detail: `${refused ? "connection refused" : code} at ${printAddress(address)}` });
        });
        forget = afterWatching(limitMs, () => resolve(silent(`no connection to ${printAddress(address)}`, limitMs)));
    });
    forget();
    if (!(found instanceof TcpPeer))
        socket.destroy();
    return found;
};
