import { randomInt } from "node:crypto";
import { hasSocketTable } from "../../host/listening.ts";
import { type Addresses, hostRange } from "../../model/addresses.ts";
import type { Program } from "../../model/contract.ts";
import { GatehouseError } from "../../model/errors.ts";
import type { Look } from "./look.ts";

// Below the ports that Linux gives to outgoing connections (32768 on), above those of well-known services.
const ports = { first: 15_000, last: 29_999 };

const everywhere = new Set(["0.0.0.0", "::"]);

// Hosts that cases of this process use now.
const taken = new Set<string>();

/** A host of a case's own, and its sockets' addresses; `release` gives the host back. */
export interface OwnAddresses {
  readonly host: string;
  readonly addresses: Addresses;
  release(): void;
}

/**
 * Chooses addresses for all sockets of a case: a host of its own in 127.0.0.0/8 and a port each, on which nobody
 * listens. A connecting socket has the address that it connects to; where that is nobody's, it stays free.
 */
export const chooseAddresses = async (programs: Readonly<Record<string, Program>>, look: Look): Promise<OwnAddresses> => {
  if (!hasSocketTable()) {
    throw new GatehouseError("run/sockets", "cases with sockets need Linux: elsewhere nothing tells when a server listens", {
      hint: "name workloads without sockets, as in `run workload=args,files`",
      exitCode: 3,
    });
  }
  const busy = await look();
  let host: string;
  do host = `127.${randomInt(hostRange.first, hostRange.last + 1)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
  while (taken.has(host) || busy.some((other) => other.host === host));
  taken.add(host);
  const used = new Set(busy.filter((other) => everywhere.has(other.host)).map(({ port }) => port));
  const freePort = (): number => {
    let port: number;
    do port = randomInt(ports.first, ports.last + 1);
    while (used.has(port));
    used.add(port);
    return port;
  };
  const sockets = Object.entries(programs).flatMap(([role, program]) => program.sockets.map((socket) => ({ ...socket, place: `${role}:${socket.name}` })));
  const addresses = new Map(sockets.map(({ place }) => [place, { host, port: freePort() }]));
  for (const { place, kind, to } of sockets) {
    const listening = kind === "connect" && to !== undefined ? addresses.get(to) : undefined;
    if (listening) addresses.set(place, listening);
  }
  return { host, addresses, release: () => taken.delete(host) };
};
