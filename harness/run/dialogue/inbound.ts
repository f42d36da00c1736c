import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { monotonic } from "../../host/clock.ts";
import type { Address } from "../../model/addresses.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import { Bell } from "./bell.ts";
import { type Peer, TcpPeer, UdpPeer } from "./peer.ts";
import { silent } from "./seen.ts";

/** Where the harness itself listens, for programs that connect. */
export interface Inbound {
  /** The next connection, or the sender of the next datagram. */
  accept(limitMs: number): Promise<Peer | StepFailure>;
  close(): void;
}

const next = async <T>(queue: T[], bell: Bell, limitMs: number): Promise<T | StepFailure> => {
  const until = monotonic() + limitMs;
  while (queue.length === 0) {
    if (monotonic() >= until) return silent("nobody connected", limitMs);
    await bell.wait(until - monotonic());
  }
  return queue.shift() as T;
};

/** Listens for TCP connections at an address. */
export const listenTcp = async (address: Address): Promise<Inbound> => {
  const bell = new Bell();
  const queue: Peer[] = [];
  const all = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
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
  return { accept: (limitMs) => next(queue, bell, limitMs), close };
};

/** Takes datagrams at an address; whoever sends the first is the peer of the next accept. */
export const listenUdp = async (address: Address): Promise<Inbound> => {
  const bell = new Bell();
  const queue: Peer[] = [];
  const known = new Set<string>();
  const socket = createSocket("udp4");
  socket.on("message", (bytes, from) => {
    const name = `${from.address}:${from.port}`;
    if (known.has(name) || known.size >= 1024) return;
    known.add(name);
    queue.push(new UdpPeer(socket, { host: from.address, port: from.port }, [bytes]));
    bell.ring();
  });
  socket.bind(address.port, address.host);
  await once(socket, "listening");
  const close = (): void => {
    try {
      socket.close();
    } catch {
      // It is closed already.
    }
  };
  return { accept: (limitMs) => next(queue, bell, limitMs), close };
};
