import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { watched } from "../../host/clock.ts";
import type { Address } from "../../model/addresses.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import { Bell } from "./bell.ts";
import type { Peer } from "./peer.ts";
import { silent } from "./seen.ts";
import { TcpPeer } from "./tcp-peer.ts";
import { UdpPeer } from "./udp-peer.ts";

/** Where the harness itself listens. */
export interface Listening {
  /** What came that no step took. */
  settle(): StepFailure | undefined;
  close(): void;
}

/** Where it listens for programs that connect. */
export interface Inbound extends Listening {
  /** The next connection, or the sender of the next datagram. */
  accept(limitMs: number): Promise<Peer | StepFailure>;
}

/** More than any contract asks for: a program that goes on connecting must not take all descriptors of the harness. */
export const mostConnections = 256;

/** The failure of so many that came, and that no step takes; undefined where there are none. */
export const unasked = (count: number, what: string, takes = "accepts"): StepFailure | undefined =>
  count === 0 ? undefined : { how: "differs", detail: `${count} ${what} that no step ${takes}` };

// What a program did before it ended may come a moment later than that it has ended.
const lookMs = 200;

/** The next of a queue, when the bell tells that there is one; why there is none in time, as `did` says it. */
export const next = async <T>(queue: T[], bell: Bell, limitMs: number, hasEnded: () => boolean, did = "connected"): Promise<T | StepFailure> => {
  const until = watched() + limitMs;
  for (let over = 0; queue.length === 0; over += hasEnded() ? 1 : 0) {
    if (watched() >= until) return silent(`nobody ${did}`, limitMs);
    if (over > 1) return { how: "ended", detail: `nobody ${did}, and every program has ended` };
    await bell.wait(Math.min(lookMs, until - watched()));
  }
  return queue.shift() as T;
};

/** Listens for TCP connections at an address; nobody waits for one when all programs have ended. */
export const listenTcp = async (address: Address, hasEnded: () => boolean): Promise<Inbound> => {
  const bell = new Bell();
  const queue: Peer[] = [];
  const all = new Set<Socket>();
  let turnedAway = 0;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    if (all.size >= mostConnections) {
      turnedAway++;
      socket.on("error", () => {});
      socket.destroy();
      return;
    }
    all.add(socket);
    queue.push(new TcpPeer(socket));
    bell.ring();
  });
  server.listen({ ...address, backlog: 128 });
  await once(server, "listening");
  const close = (): void => {
    server.close();
    for (const socket of all) socket.destroy();
  };
  return { accept: (limitMs) => next(queue, bell, limitMs, hasEnded), settle: () => unasked(queue.length + turnedAway, "connections"), close };
};

/** Takes datagrams at an address; whoever sends the first is the peer of the next accept. */
export const listenUdp = async (address: Address, hasEnded: () => boolean): Promise<Inbound> => {
  const bell = new Bell();
  const queue: Peer[] = [];
  const known = new Set<string>();
  let turnedAway = 0;
  const socket = createSocket("udp4");
  socket.setMaxListeners(0);
  socket.on("message", (bytes, from) => {
    const name = `${from.address}:${from.port}`;
    if (known.has(name)) return;
    if (known.size >= mostConnections) {
      turnedAway++;
      return;
    }
    known.add(name);
    queue.push(new UdpPeer(socket, { host: from.address, port: from.port }, hasEnded, bytes));
    bell.ring();
  });
  socket.bind(address.port, address.host);
  await once(socket, "listening");
  socket.on("error", () => bell.ring());
  const close = (): void => {
    try {
      socket.close();
    } catch {
      // It is closed already.
    }
  };
  return { accept: (limitMs) => next(queue, bell, limitMs, hasEnded), settle: () => unasked(queue.length + turnedAway, "senders"), close };
};
