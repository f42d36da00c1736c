import { afterWatching } from "../../host/clock.js";
import { printAddress } from "../../model/addresses.js";
import { printable } from "../../model/text.js";
import { compareStart, silent } from "./seen.js";
/** A response is read no further than this, in bytes. */
const longestBody = 1 << 26;
/** HTTP connections of a dialogue that are kept between requests, by name. */
export class KeptConnections {
    #agents = new Map();
    #used = new Set();
    agentOf(name, http) {
        if (name === undefined)
            return new http.Agent({ keepAlive: false });
        const agent = this.#agents.get(name) ?? new http.Agent({ keepAlive: true, maxSockets: 1 });
        this.#agents.set(name, agent);
        return agent;
    }
    /** Why a request that should have used a kept connection did not; a name's first opens it. */
    whyNew(name, reused) {
        if (name === undefined)
            return undefined;
        const before = this.#used.has(name);
        this.#used.add(name);
        return before && !reused ? { how: "closed", detail: `the connection ${name} was not kept alive` } : undefined;
    }
    close() {
        for (const agent of this.#agents.values())
            agent.destroy();
    }
}
const compareBody = (body, expected) => {
    const failure = compareStart(body, expected);
    if (failure)
        return { ...failure, detail: `body: ${failure.detail}` };
    if (body.length === expected.length)
        return undefined;
    return { how: "differs", differsAt: Math.min(body.length, expected.length), detail: `a body of ${body.length} bytes, expected ${expected.length}` };
};
const compareResponse = (response, body, expected, wanted) => {
    if (response.statusCode !== expected.status)
        return { how: "differs", detail: `status ${response.statusCode}, expected ${expected.status}` };
    for (const [name, value] of Object.entries(expected["response-headers"] ?? {})) {
        const found = response.headers[name.toLowerCase()];
        const text = Array.isArray(found) ? found.join(", ") : found;
        if (text !== value)
            return { how: "differs", detail: `header ${name}: ${text === undefined ? "absent" : printable(text)}, expected ${value}` };
    }
    return compareBody(body, wanted);
};
/** Sends one HTTP request and holds the whole response against what is expected. */
export const sendRequest = async (step, to, body, wanted, kept, limitMs) => {
    // Who imports it gets all that `fetch` takes too, 25 ms worth.
    const http = await import("node:http");
    return new Promise((resolve) => {
        const parts = [];
        let size = 0;
        let response;
        const headers = { ...(body ? { "Content-Length": body.length } : {}), ...step.headers };
        const message = http.request({ ...to, method: step.request, path: step.path ?? "/", headers, agent: kept.agentOf(step.via, http) });
        const finish = (failure) => {
            forget();
            message.off("error", broken);
            message.on("error", () => { });
            if (failure)
                message.destroy();
            resolve({ bytes: size, received: Buffer.concat(parts), ...(failure ? { failure } : {}) });
        };
        const broken = (error) => {
            const refused = error.code === "ECONNREFUSED";
            const where = response ? `in the body, after ${size} bytes` : "before a response";
            const reset = error.code === "ECONNRESET" && !/socket hang up|aborted/.test(error.message);
            const closed = { how: reset ? "reset" : "closed", detail: `connection closed ${where} (${printable(error.code ?? error.message)})` };
            finish(refused ? { how: "refused", detail: `connection refused at ${printAddress(to)}` } : closed);
        };
        const forget = afterWatching(limitMs, () => finish(silent(response ? `no whole response (${size} bytes of its body came)` : "no response", limitMs)));
        message.on("error", broken);
        message.on("response", (own) => {
            response = own;
            own.on("data", (part) => {
                size += part.length;
                if (size > longestBody)
                    finish({ how: "differs", detail: `a body of more than ${longestBody} bytes` });
                else
                    parts.push(part);
            });
            own.on("error", broken);
            own.on("end", () => {
                const notKept = kept.whyNew(step.via, message.reusedSocket);
                finish(notKept ?? compareResponse(own, Buffer.concat(parts), step, wanted));
            });
        });
        message.end(body);
    });
};
