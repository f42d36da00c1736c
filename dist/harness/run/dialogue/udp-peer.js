import { createSocket } from "node:dgram";
import { once } from "node:events";
import { watched } from "../../host/clock.js";
import { Bell } from "./bell.js";
import { compareStart, silent, tooMuch } from "./seen.js";
// What waits to be asked for, at most: a program that floods must not fill the harness's memory.
const mostBytes = 1 << 24;
const mostDatagrams = 4096;
// What a program sent before it ended may come a moment later than that it has ended.
const lookMs = 200;
const noStream = { failure: { how: "harness", detail: "datagrams have no end and no reset" } };
/** Datagrams to and from one address: each step sends or expects one. */
export class UdpPeer {
    #socket;
    #bell = new Bell();
    #came = [];
    #to;
    #own;
    #hasEnded;
    #waiting = 0;
    /** `first` is what a program sent before anybody answered it: the socket then serves other peers too. */
    constructor(socket, to, hasEnded, first) {
        this.#hasEnded = hasEnded;
        this.#socket = socket;
        this.#to = to;
        this.#own = first === undefined;
        if (first)
            this.#keep(first);
        socket.on("message", (bytes, from) => {
            if (from.address === to.host && from.port === to.port)
                this.#keep(bytes);
        });
        socket.on("error", () => this.#bell.ring());
    }
    #keep(bytes) {
        if (this.#came.length < mostDatagrams && this.#waiting < mostBytes) {
            this.#came.push(bytes);
            this.#waiting += bytes.length;
        }
        this.#bell.ring();
    }
    async send(bytes) {
        const error = await new Promise((resolve) => this.#socket.send(bytes, this.#to.port, this.#to.host, resolve));
        return error ? { bytes: 0, failure: { how: "reset", detail: error.message } } : { bytes: bytes.length };
    }
    async receive(expected, _rate, limitMs) {
        const until = watched() + limitMs;
        for (let over = 0; this.#came.length === 0; over += this.#hasEnded() ? 1 : 0) {
            if (watched() >= until)
                return { bytes: 0, failure: silent("no datagram came", limitMs) };
            if (over > 1)
                return { bytes: 0, failure: { how: "ended", detail: "no datagram came, and every program has ended" } };
            await this.#bell.wait(Math.min(lookMs, until - watched()));
        }
        const received = this.#came.shift();
        this.#waiting -= received.length;
        const failure = compareStart(received, expected);
        if (failure || received.length === expected.length)
            return { bytes: received.length, received, ...(failure ? { failure } : {}) };
        const detail = `a datagram of ${received.length} bytes, expected ${expected.length}`;
        return { bytes: received.length, received, failure: { how: "differs", differsAt: Math.min(received.length, expected.length), detail } };
    }
    end() {
        return Promise.resolve(noStream);
    }
    resetBy() {
        return Promise.resolve(noStream);
    }
    shutdown() {
        return Promise.resolve(noStream);
    }
    reset() {
        return Promise.resolve(noStream);
    }
    finish() { }
    settle() {
        const [first] = this.#came;
        return Promise.resolve(first && (first.length === 0 ? { how: "differs", detail: "an empty datagram that no step expects" } : tooMuch(first)));
    }
    destroy() {
        if (!this.#own)
            return;
        try {
            this.#socket.close();
        }
        catch {
            // It is closed already.
        }
    }
}
/** A socket for datagrams to an address; nobody need be there. */
export const datagramPeer = async (address, hasEnded) => {
    const socket = createSocket("udp4");
    socket.bind(0, address.host.startsWith("127.") ? "127.0.0.1" : undefined);
    await once(socket, "listening");
    return new UdpPeer(socket, address, hasEnded);
};
