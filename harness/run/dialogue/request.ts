import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import { afterWatching } from "../../host/clock.ts";
import { type Address, printAddress } from "../../model/addresses.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import type { Request } from "../../model/generated/workload.ts";
import { printable } from "../../model/text.ts";
import type { Coming } from "./coming.ts";
import { compareStart, type Seen, silent } from "./seen.ts";

/** A body is read no further than this, in bytes. */
export const longestBody = 1 << 26;

/** HTTP connections of a dialogue that are kept between requests, by name. */
export class KeptConnections {
  readonly #agents = new Map<string, Agent>();
  readonly #used = new Set<string>();

  agentOf(name: string | undefined, http: typeof import("node:http")): Agent {
    if (name === undefined) return new http.Agent({ keepAlive: false });
    const agent = this.#agents.get(name) ?? new http.Agent({ keepAlive: true, maxSockets: 1 });
    this.#agents.set(name, agent);
    return agent;
  }

  /** Why a request that should have used a kept connection did not; a name's first opens it. */
  whyNew(name: string | undefined, reused: boolean): StepFailure | undefined {
    if (name === undefined) return undefined;
    const before = this.#used.has(name);
    this.#used.add(name);
    return before && !reused ? { how: "closed", detail: `the connection ${name} was not kept alive` } : undefined;
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
  }
}

/** Why a body is not the expected one, whole; undefined where it is. */
export const compareBody = (body: Buffer, expected: Buffer): StepFailure | undefined => {
  const failure = compareStart(body, expected);
  if (failure) return { ...failure, detail: `body: ${failure.detail}` };
  if (body.length === expected.length) return undefined;
  return { how: "differs", differsAt: Math.min(body.length, expected.length), detail: `a body of ${body.length} bytes, expected ${expected.length}` };
};

const compareResponse = (response: IncomingMessage, body: Buffer, expected: Request, wanted: Buffer): StepFailure | undefined => {
  if (response.statusCode !== expected.status) return { how: "differs", detail: `status ${response.statusCode}, expected ${expected.status}` };
  for (const [what, found, fields] of [
    ["header", response.headers, expected["response-headers"]],
    ["trailer", response.trailers, expected["response-trailers"]],
  ] as const) {
    for (const [name, value] of Object.entries(fields ?? {})) {
      const own = found[name.toLowerCase()];
      const text = Array.isArray(own) ? own.join(", ") : own;
      if (text !== value) return { how: "differs", detail: `${what} ${name}: ${text === undefined ? "absent" : printable(text)}, expected ${value}` };
    }
  }
  return expected.free ? undefined : compareBody(body, wanted);
};

const sendBody = (message: ClientRequest, { trailers }: Request, body: Buffer | undefined): void => {
  if (trailers) message.addTrailers(trailers);
  message.end(body);
};

/** What sending a request takes besides its step. */
export interface Sending {
  readonly to: Address;
  readonly body: Buffer | undefined;
  /** The response's whole body. */
  readonly wanted: Buffer;
  readonly kept: KeptConnections;
  readonly limitMs: number;
  /** Takes the response's body as it comes. */
  readonly coming?: Coming;
}

/**
 * Sends a request, or several of the same at once, and holds each whole response against what is expected. A connection is opened when the one
 * before it stands: the listener that a virtual machine's network has holds few that nobody accepted, and the kernel resets the others later.
 */
export const sendRequests = async (step: Request, sending: Sending): Promise<Seen> => {
  const sent: Promise<Seen>[] = [];
  for (let left = step.times ?? 1; left > 0; left--) {
    const opened = Promise.withResolvers<void>();
    sent.push(sendRequest(step, sending, opened.resolve).finally(opened.resolve));
    if (left > 1) await opened.promise;
  }
  const all = await Promise.all(sent);
  const bytes = all.reduce((sum, seen) => sum + (seen.bytes ?? 0), 0);
  return { ...(all.find(({ failure }) => failure) ?? (all[0] as Seen)), bytes };
};

const sendRequest = async (step: Request, { to, body, wanted, kept, limitMs, coming }: Sending, opened: () => void): Promise<Seen> => {
  // Who imports it gets all that `fetch` takes too, 25 ms worth.
  const http = await import("node:http");
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    let response: IncomingMessage | undefined;
    const framing = step.chunked ? { "Transfer-Encoding": "chunked" } : body ? { "Content-Length": body.length } : {};
    const headers = { ...framing, ...step.headers };
    const signal = coming ? { signal: coming.signal } : {};
    const message = http.request({ ...to, ...signal, method: step.request, path: step.path ?? "/", headers, agent: kept.agentOf(step.via, http) });
    const finish = (failure: StepFailure | undefined): void => {
      forget();
      message.off("error", broken);
      message.on("error", () => {});
      if (failure) message.destroy();
      resolve({ bytes: size, received: Buffer.concat(parts), ...(failure ? { failure } : {}) });
    };
    const broken = (error: NodeJS.ErrnoException): void => {
      if (step.cut && error.code !== "ECONNREFUSED") {
        const came = Buffer.concat(parts);
        finish(response && compareResponse(response, came, step, wanted.subarray(0, came.length)));
        return;
      }
      const refused = error.code === "ECONNREFUSED";
      const where = response ? `in the body, after ${size} bytes` : "before a response";
      const reset = error.code === "ECONNRESET" && !/socket hang up|aborted/.test(error.message);
      const closed: StepFailure = { how: reset ? "reset" : "closed", detail: `connection closed ${where} (${printable(error.code ?? error.message)})` };
      finish(refused ? { how: "refused", detail: `connection refused at ${printAddress(to)}` } : closed);
    };
    const forget = afterWatching(limitMs, () => finish(silent(response ? `no whole response (${size} bytes of its body came)` : "no response", limitMs)));
    message.on("error", broken);
    message.on("socket", (socket) => (socket.connecting ? socket.once("connect", opened) : opened()));
    message.on("response", (own) => {
      response = own;
      own.on("data", (part: Buffer) => {
        size += part.length;
        if (size > longestBody) finish({ how: "differs", detail: `a body of more than ${longestBody} bytes` });
        else parts.push(part);
        coming?.take(part);
      });
      own.on("error", broken);
      own.on("end", () => {
        const whole: StepFailure | undefined = step.cut && { how: "differs", detail: `the body came to its end, after ${size} bytes` };
        const notKept = kept.whyNew(step.via, message.reusedSocket);
        finish(whole ?? notKept ?? compareResponse(own, Buffer.concat(parts), step, wanted));
      });
    });
    sendBody(message, step, body);
  });
};
