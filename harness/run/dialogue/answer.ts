import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { afterWatching } from "../../host/clock.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import type { Asked } from "../../model/generated/workload.ts";
import type { Peer } from "./peer.ts";
import { silent } from "./seen.ts";
import { TcpPeer } from "./tcp-peer.ts";

/** A request, whole or broken off in its body, and where its answer goes. */
export interface Arrived {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
}

/** What a step answers: the body, or with `raw` in its place all that goes over the wire. */
export interface Answered {
  readonly body: Buffer;
  readonly raw: Buffer | undefined;
  /** Takes the connection of an answer that further steps go on with. */
  readonly keep?: (peer: Peer) => void;
}

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

const sendWhole = ({ response }: Arrived, step: Asked, bytes: Buffer, done: () => void): void => {
  const { status = 200, chunked, cut, asked, repeat = 1, "response-headers": headers } = step;
  response.once("close", done);
  const length = chunked || asked === "HEAD" ? {} : { "content-length": bytes.length * repeat };
  response.writeHead(status, { ...length, ...headers });
  if (cut !== undefined) {
    response.write(bytes.subarray(0, cut), () => response.socket?.resetAndDestroy());
    if (cut === 0) response.flushHeaders();
  } else if (repeat > 1) Readable.from(times(bytes, repeat), { objectMode: false }).pipe(response);
  else response.end(bytes);
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
export const answer = (arrived: Arrived, step: Asked, { body, raw }: Answered, limitMs: number): Promise<StepFailure | undefined> =>
  new Promise((resolve) => {
    const held = raw !== undefined && step.after === "hold";
    const forget = afterWatching(limitMs, () => resolve(held ? silent("the connection was not ended", limitMs) : undefined));
    const done = (): void => {
      forget();
      resolve(undefined);
    };
    if (raw) sendRaw(arrived, raw, step.after, done);
    else sendWhole(arrived, step, body, done);
  });
