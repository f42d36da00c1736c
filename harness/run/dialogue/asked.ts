import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { watched } from "../../host/clock.ts";
import { type Address, printAddress } from "../../model/addresses.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import type { Asked } from "../../model/generated/workload.ts";
import { printable } from "../../model/text.ts";
import { type Answered, type Arrived, answer, begin } from "./answer.ts";
import { Bell } from "./bell.ts";
import { type Listening, mostConnections, next, unasked } from "./inbound.ts";
import { compareBody, longestBody } from "./request.ts";
import type { Seen } from "./seen.ts";

type Received = Pick<IncomingMessage, "method" | "url" | "rawHeaders" | "rawTrailers">;

const differs = (detail: string): StepFailure => ({ how: "differs", detail });

/** The values of a header as it came, each for itself; Node folds some and drops others. */
const valuesOf = (raw: readonly string[], name: string): string[] =>
  raw.filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name.toLowerCase());

const compareFields = (raw: readonly string[], expected: Readonly<Record<string, string>> | undefined, what: string): StepFailure | undefined => {
  for (const [name, value] of Object.entries(expected ?? {})) {
    const found = valuesOf(raw, name);
    if (found.join(", ") !== value) return differs(`${what} ${name}: ${found.length === 0 ? "absent" : printable(found.join(", "))}, expected ${value}`);
  }
  return undefined;
};

const compareHost = ({ rawHeaders }: Received, address: Address): StepFailure | undefined => {
  const hosts = valuesOf(rawHeaders, "host");
  if (hosts.length === 0) return differs("the request has no Host header, which HTTP/1.1 demands (RFC 9112, 3.2)");
  if (hosts.length > 1) return differs(`the request has ${hosts.length} Host headers, where HTTP/1.1 demands one (RFC 9112, 3.2)`);
  return hosts[0] === printAddress(address) ? undefined : differs(`Host header ${printable(hosts[0] as string)}, expected ${printAddress(address)}`);
};

/** Why a request is not the expected one; undefined where it is. */
const compareRequest = (request: Received, body: Buffer, expected: Asked, wanted: Buffer, at: Address): StepFailure | undefined => {
  const line = `${request.method} ${printable(request.url ?? "")}`;
  if (line !== `${expected.asked} ${expected.path ?? "/"}`) return differs(`asked ${line}, expected ${expected.asked} ${expected.path ?? "/"}`);
  const wrongHost = compareHost(request, at);
  if (wrongHost) return wrongHost;
  const wrongHeader = compareFields(request.rawHeaders, expected.headers, "header");
  if (wrongHeader) return wrongHeader;
  return compareBody(body, wanted) ?? compareFields(request.rawTrailers, expected.trailers, "trailer");
};

/** An HTTP server of the harness, for programs that are clients: steps or endpoints say what it is asked, and what it answers. */
export class HttpInbound implements Listening {
  readonly #server: Server;
  readonly #address: Address;
  readonly #hasEnded: () => boolean;
  readonly #queue: Arrived[] = [];
  readonly #bell = new Bell();
  readonly #serve: ((arrived: Arrived) => void) | undefined;
  // Bytes of all bodies that are held.
  #held = 0;

  private constructor(server: Server, address: Address, hasEnded: () => boolean, serve: ((arrived: Arrived) => void) | undefined) {
    this.#server = server;
    this.#serve = serve;
    this.#address = address;
    this.#hasEnded = hasEnded;
    server.maxConnections = mostConnections;
    server.on("request", (request, response) => this.#take(request, response));
    // What is no HTTP asks for nothing.
    server.on("clientError", (_, socket) => socket.destroy());
  }

  /** `serve` answers each whole request as it comes; without it requests wait for steps. */
  static async listen(address: Address, hasEnded: () => boolean, serve?: (arrived: Arrived) => void): Promise<HttpInbound> {
    const { createServer } = await import("node:http");
    const server = createServer({ requireHostHeader: false, insecureHTTPParser: false, keepAliveTimeout: 0 });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(address.port, address.host, resolve);
    });
    return new HttpInbound(server, address, hasEnded, serve);
  }

  /** Holds the next request against what is expected, and answers it; several come before any is answered. */
  async ask(step: Asked, wanted: Buffer, answered: Answered, limitMs: number): Promise<Seen> {
    if (step.broken) return this.#breakOff(step, limitMs);
    const until = watched() + limitMs;
    const arrived: Arrived[] = [];
    for (let count = step.times ?? 1; count > 0; count--) {
      const one = await next(this.#queue, this.#bell, Math.max(1, until - watched()), this.#hasEnded, "asked");
      if ("how" in one) return { failure: one };
      this.#held -= one.body.length;
      arrived.push(one);
    }
    const bytes = arrived.reduce((sum, { body }) => sum + body.length, 0);
    for (const { request, body } of arrived) {
      const failure = compareRequest(request, body, step, wanted, this.#address);
      if (failure) return { bytes, received: body, failure };
      if (!request.complete) return { bytes, received: body, failure: { how: "closed", detail: "the request broke off in its body" } };
    }
    const { raw, keep } = answered;
    const take = (one: Arrived, limit: number): Promise<StepFailure | undefined> =>
      step.as && raw && keep ? begin(one, raw, keep, limit) : answer(one, step, answered, limit);
    const failures = await Promise.all(arrived.map((one) => take(one, Math.max(1, until - watched()))));
    const failure = failures.find((one) => one !== undefined);
    return { bytes, received: arrived[0]?.body ?? Buffer.alloc(0), ...(failure ? { failure } : {}) };
  }

  // Engines are free to send the begin of such a request, or nothing.
  async #breakOff(step: Asked, limitMs: number): Promise<Seen> {
    const one = await next(this.#queue, this.#bell, limitMs, this.#hasEnded, "asked");
    if ("how" in one) return one.how === "ended" ? {} : { failure: one };
    this.#held -= one.body.length;
    const seen = { bytes: one.body.length, received: one.body };
    return one.request.complete ? { ...seen, failure: differs(`asked ${step.asked} ${step.path ?? "/"} whole, which was to break off`) } : seen;
  }

  settle(): StepFailure | undefined {
    return unasked(this.#queue.filter(({ request }) => request.complete).length, "requests", "expects");
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => {
      this.#held += part.length;
      if (this.#held > longestBody) request.destroy();
      else parts.push(part);
    });
    request.on("error", () => {});
    const arrive = (): void => {
      const arrived = { request, response, body: Buffer.concat(parts) };
      if (this.#serve) {
        this.#held -= arrived.body.length;
        // Whoever broke it off waits for no answer.
        if (request.complete) this.#serve(arrived);
        return;
      }
      this.#queue.push(arrived);
      this.#bell.ring();
    };
    request.on("end", arrive);
    request.on("close", () => {
      if (!request.complete) arrive();
    });
  }
}
