import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { afterWatching, sleep } from "../../host/clock.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import type { Asked, Endpoint } from "../../model/generated/workload.ts";
import type { Peer } from "./peer.ts";
import { silent } from "./seen.ts";
import { TcpPeer } from "./tcp-peer.ts";

/** A request, whole or broken off in its body, and where its answer goes. */
export interface Arrived {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
}

/** What is answered: the body, or its `chunks`, or with `raw` in its place all that goes over the wire. */
export interface Answered {
  readonly body: Buffer;
  readonly chunks?: readonly Buffer[] | undefined;
  readonly raw?: Buffer | undefined;
  /** Takes the connection of an answer that further steps go on with. */
  readonly keep?: (peer: Peer) => void;
}

/** How an answer is sent. */
type Manner = Pick<Asked | Endpoint, "status" | "response-headers" | "response-trailers" | "chunked" | "cut" | "repeat" | "delay">;

// The same bytes so many times: what is sent of them is never held whole.
function* times(bytes: Buffer, count: number): Generator<Buffer> {
  for (let done = 0; done < count; done++) yield bytes;
}

const sendRaw = ({ response }: Arrived, raw: Buffer, after: Asked["after"], done: () => void): void => {
  const { socket } = response;
  socket?.once("close", done);
  if (!socket) done();
  else if (after === "hold") socket.write(raw);
  else if (after === "reset") socket.write(raw, () => socket.resetAndDestroy());
  else socket.end(raw, done);
};

/** Sends an answer with its head; `done` is called when it is over. */
export const sendWhole = async (
  { request, response }: Arrived,
  manner: Manner,
  { body, chunks = [] }: Pick<Answered, "body" | "chunks">,
  done: () => void,
): Promise<void> => {
  const { status = 200, cut, repeat = 1, delay, "response-headers": headers, "response-trailers": trailers } = manner;
  response.once("close", done);
  if (delay !== undefined) await sleep(delay * 1000);
  const chunked = manner.chunked || chunks.length > 0 || trailers !== undefined;
  const length = chunked || request.method === "HEAD" ? {} : { "content-length": body.length * repeat };
  response.writeHead(status, { ...length, ...headers });
  if (trailers) response.addTrailers(trailers);
  for (const chunk of chunks) response.write(chunk);
  if (cut !== undefined) {
    response.write(body.subarray(0, cut), () => response.socket?.resetAndDestroy());
    if (cut === 0) response.flushHeaders();
  } else if (repeat > 1) Readable.from(times(body, repeat), { objectMode: false }).pipe(response);
  else response.end(body);
};

/** Sends a raw answer and gives its connection to `keep`: steps end it, in place of Node's server. It is written to, and its bytes are those of HTTP. */
export const begin = async ({ response }: Arrived, raw: Buffer, keep: (peer: Peer) => void, limitMs: number): Promise<StepFailure | undefined> => {
  const { socket } = response;
  if (!socket) return { how: "closed", detail: "the connection was ended before its answer" };
  for (const event of ["end", "drain", "timeout"]) socket.removeAllListeners(event);
  const peer = new TcpPeer(socket);
  keep(peer);
  return (await peer.send(raw, undefined, limitMs)).failure;
};

/** Answers a request as its step says, within a limit in milliseconds; why the client did not do its part. */
export const answer = (arrived: Arrived, step: Asked, answered: Answered, limitMs: number): Promise<StepFailure | undefined> =>
  new Promise((resolve) => {
    const { raw } = answered;
    const held = raw !== undefined && step.after === "hold";
    const forget = afterWatching(limitMs, () => resolve(held ? silent("the connection was not ended", limitMs) : undefined));
    const done = (): void => {
      forget();
      resolve(undefined);
    };
    if (raw) sendRaw(arrived, raw, step.after, done);
    else void sendWhole(arrived, step, answered, done);
  });
