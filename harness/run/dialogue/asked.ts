import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { afterWatching, watched } from "../../host/clock.ts";
import { type Address, printAddress } from "../../model/addresses.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import type { Asked } from "../../model/generated/workload.ts";
import { printable } from "../../model/text.ts";
import { Bell } from "./bell.ts";
import { type Listening, mostConnections, next, unasked } from "./inbound.ts";
import { compareBody, longestBody } from "./request.ts";
import type { Seen } from "./seen.ts";

interface Arrived {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
}

const differs = (detail: string): StepFailure => ({ how: "differs", detail });

/** The values of a header as the request has them, each for itself; Node folds some and drops others. */
const valuesOf = ({ rawHeaders }: Pick<IncomingMessage, "rawHeaders">, name: string): string[] =>
  rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name.toLowerCase());

const compareHost = (request: Pick<IncomingMessage, "rawHeaders">, address: Address): StepFailure | undefined => {
  const hosts = valuesOf(request, "host");
  if (hosts.length === 0) return differs("the request has no Host header, which HTTP/1.1 demands (RFC 9112, 3.2)");
  if (hosts.length > 1) return differs(`the request has ${hosts.length} Host headers, where HTTP/1.1 demands one (RFC 9112, 3.2)`);
  return hosts[0] === printAddress(address) ? undefined : differs(`Host header ${printable(hosts[0] as string)}, expected ${printAddress(address)}`);
};

/** Why a request is not the expected one; undefined where it is. */
const compareRequest = (
  request: Pick<IncomingMessage, "method" | "url" | "rawHeaders">,
  body: Buffer,
  expected: Asked,
  wanted: Buffer,
  at: Address,
): StepFailure | undefined => {
  const line = `${request.method} ${printable(request.url ?? "")}`;
  if (line !== `${expected.asked} ${expected.path ?? "/"}`) return differs(`asked ${line}, expected ${expected.asked} ${expected.path ?? "/"}`);
  const wrongHost = compareHost(request, at);
  if (wrongHost) return wrongHost;
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const found = valuesOf(request, name);
    if (found.join(", ") !== value) return differs(`header ${name}: ${found.length === 0 ? "absent" : printable(found.join(", "))}, expected ${value}`);
  }
  return compareBody(body, wanted);
};

const answer = ({ response }: Arrived, { status, chunked, cut, asked, "response-headers": headers }: Asked, bytes: Buffer, limitMs: number): Promise<void> =>
  new Promise((resolve) => {
    const forget = afterWatching(limitMs, resolve);
    response.once("close", () => {
      forget();
      resolve();
    });
    const length = chunked || asked === "HEAD" ? {} : { "content-length": bytes.length };
    response.writeHead(status, { ...length, ...headers });
    if (cut === undefined) response.end(bytes);
    else response.write(bytes.subarray(0, cut), () => response.socket?.resetAndDestroy());
    if (cut === 0) response.flushHeaders();
  });

/** An HTTP server of the harness, for programs that are clients: steps say what it is asked, and what it answers. */
export class HttpInbound implements Listening {
  readonly #server: Server;
  readonly #address: Address;
  readonly #hasEnded: () => boolean;
  readonly #queue: Arrived[] = [];
  readonly #bell = new Bell();
  // Bytes of all bodies that are held.
  #held = 0;

  private constructor(server: Server, address: Address, hasEnded: () => boolean) {
    this.#server = server;
    this.#address = address;
    this.#hasEnded = hasEnded;
    server.maxConnections = mostConnections;
    server.on("request", (request, response) => this.#take(request, response));
    // What is no HTTP asks for nothing.
    server.on("clientError", (_, socket) => socket.destroy());
  }

  static async listen(address: Address, hasEnded: () => boolean): Promise<HttpInbound> {
    const { createServer } = await import("node:http");
    const server = createServer({ requireHostHeader: false, insecureHTTPParser: false, keepAliveTimeout: 0 });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(address.port, address.host, resolve);
    });
    return new HttpInbound(server, address, hasEnded);
  }

  /** Holds the next request against what is expected, and answers it. */
  async ask(step: Asked, wanted: Buffer, answered: Buffer, limitMs: number): Promise<Seen> {
    const until = watched() + limitMs;
    const arrived = await next(this.#queue, this.#bell, limitMs, this.#hasEnded, "asked");
    if ("how" in arrived) return { failure: arrived };
    this.#held -= arrived.body.length;
    const seen = { bytes: arrived.body.length, received: arrived.body };
    const failure = compareRequest(arrived.request, arrived.body, step, wanted, this.#address);
    if (failure) return { ...seen, failure };
    await answer(arrived, step, answered, Math.max(1, until - watched()));
    return seen;
  }

  settle(): StepFailure | undefined {
    return unasked(this.#queue.length, "requests", "expects");
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
    request.on("end", () => {
      this.#queue.push({ request, response, body: Buffer.concat(parts) });
      this.#bell.ring();
    });
  }
}
