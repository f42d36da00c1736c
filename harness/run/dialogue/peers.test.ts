import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { watched } from "../../host/clock.ts";
import type { Address } from "../../model/addresses.ts";
import { chooseAddresses } from "./addresses.ts";
import { type Inbound, listenTcp, listenUdp } from "./inbound.ts";
import { lookBy } from "./look.ts";
import type { Peer } from "./peer.ts";
import { untilReady } from "./ready.ts";
import { connectPeer, TcpPeer } from "./tcp-peer.ts";
import { datagramPeer } from "./udp-peer.ts";

const long = 20_000;
const short = 60;
const never = (): boolean => false;
const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const serve = async (serveOne: (socket: Socket) => void, address: Partial<Address> = { host: "127.0.0.1" }): Promise<{ server: Server; address: Address }> => {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => {});
    open.push(() => socket.destroy());
    serveOne(socket);
  });
  server.listen({ port: 0, ...address });
  await once(server, "listening");
  open.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { server, address: { host: "127.0.0.1", port } };
};

const dial = async (serveOne: (socket: Socket) => void): Promise<TcpPeer> => {
  const peer = await connectPeer((await serve(serveOne)).address, long);
  if (!(peer instanceof TcpPeer)) throw new Error(peer.detail);
  open.push(() => peer.destroy());
  return peer;
};

const bytes = (text: string): Buffer => Buffer.from(text);
const big = Buffer.alloc(4 << 20, "0123456789abcdef\n");

describe("a TCP connection", () => {
  test("what comes is compared piece by piece, and what comes after stays for later", async () => {
    const peer = await dial((socket) => socket.end("hello\nand more"));
    expect(await peer.receive(bytes("hello\n"), undefined, long)).toMatchObject({ bytes: 6 });
    expect(await peer.receive(bytes("and "), undefined, long)).not.toHaveProperty("failure");
    expect((await peer.end(long)).failure).toMatchObject({ how: "differs", detail: '4 bytes that no step expects: "more"' });
  });

  test.each<[string, (socket: Socket) => void, object]>([
    ["a byte short", (socket) => socket.end("hell"), { how: "closed", detail: "connection closed after 4 of 5 bytes" }],
    ["a byte that differs", (socket) => socket.end("hellO"), { how: "differs", differsAt: 4 }],
    ["silence", () => {}, { how: "silent" }],
    ["half of it, then silence", (socket) => socket.write("he"), { how: "silent", detail: expect.stringContaining("2 of 5 bytes") }],
    ["a reset", (socket) => socket.resetAndDestroy(), { how: "reset" }],
  ])("%s is found", async (_, serveOne, failure) => {
    const peer = await dial(serveOne);
    expect((await peer.receive(bytes("hello"), undefined, failure["how" as never] === "silent" ? short : long)).failure).toMatchObject(failure);
  });

  test("ended and broken off are told apart", async () => {
    const ended = await dial((socket) => socket.end());
    expect((await ended.resetBy(long)).failure).toMatchObject({ how: "closed" });
    const broken = await dial((socket) => socket.resetAndDestroy());
    expect((await broken.end(long)).failure).toMatchObject({ how: "reset" });
    expect(await (await dial((socket) => socket.end())).end(long)).toEqual({});
    expect(await (await dial((socket) => socket.resetAndDestroy())).resetBy(long)).toEqual({});
    expect((await (await dial(() => {})).end(short)).failure).toMatchObject({ how: "silent" });
  });

  test("nothing is read that no step asks for: whoever sends must wait", async () => {
    let taken = 0;
    const peer = await dial((socket) => {
      const push = (): void => {
        while (
          taken < 1 << 28 &&
          socket.write(Buffer.alloc(65_536), () => {
            taken += 65_536;
          })
        );
      };
      socket.on("drain", push);
      push();
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(taken).toBeLessThan(1 << 26);
    peer.destroy();
  });

  test("what is sent to somebody who does not read is not taken, in time", async () => {
    const peer = await dial((socket) => socket.pause());
    expect((await peer.send(Buffer.alloc(1 << 26), undefined, 500)).failure).toMatchObject({ how: "silent", detail: expect.stringContaining("were taken") });
  });

  test("megabytes both ways, at a rate too", async () => {
    const peer = await dial((socket) => socket.pipe(socket));
    const sending = peer.send(big, undefined, long);
    expect(await peer.receive(big, undefined, long)).not.toHaveProperty("failure");
    expect(await sending).toEqual({ bytes: big.length });
    const before = performance.now();
    const slow = peer.send(big.subarray(0, 1000), 4000, long);
    expect(await peer.receive(big.subarray(0, 1000), 4000, long)).not.toHaveProperty("failure");
    expect(await slow).toEqual({ bytes: 1000 });
    expect(performance.now() - before).toBeGreaterThan(200);
  });

  test.each<["finish" | "both"]>([["finish"], ["both"]])("what came and no step asked for is told after %s", async (how) => {
    const peer = await dial((socket) => socket.write("secret"));
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (how === "finish") peer.finish();
    else await peer.shutdown("both");
    open.splice(0).forEach((close) => {
      close();
    });
    expect(await peer.settle()).toMatchObject({ how: "differs", detail: expect.stringContaining("secret") });
  });

  test("nobody there is refused", async () => {
    const { server, address } = await serve(() => {});
    server.close();
    await once(server, "close");
    expect(await connectPeer(address, long)).toMatchObject({ how: "refused" });
  });
});

describe("where the harness listens", async () => {
  const own = await chooseAddresses({ main: { sockets: [{ name: "a", kind: "connect", to: "harness" }] } as never }, lookBy([]));
  const [address] = [...own.addresses.values()] as [Address];
  const kept = (inbound: Inbound): Inbound => {
    open.push(() => inbound.close());
    return inbound;
  };

  test("connections come one after another; one that no step accepts is told", async () => {
    const inbound = kept(await listenTcp(address, never));
    expect(await inbound.accept(short)).toMatchObject({ how: "silent" });
    const clients = [await connectPeer(address, long), await connectPeer(address, long)] as TcpPeer[];
    for (const client of clients) open.push(() => client.destroy());
    await clients[0]?.send(bytes("first"), undefined, long);
    const peer = (await inbound.accept(long)) as Peer;
    expect(await peer.receive(bytes("first"), undefined, long)).not.toHaveProperty("failure");
    expect(inbound.settle()).toMatchObject({ detail: "1 connections that no step accepts" });
    await inbound.accept(long);
    expect(inbound.settle()).toBeUndefined();
  });

  test("nobody waits for programs that have ended", async () => {
    const before = performance.now();
    expect(await kept(await listenTcp(address, () => true)).accept(long)).toMatchObject({ how: "ended" });
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test("a program that goes on connecting is turned away, and that is told", async () => {
    const inbound = kept(await listenTcp(address, never));
    for (let count = 0; count < 300; count++) {
      const peer = await connectPeer(address, long);
      if (peer instanceof TcpPeer) open.push(() => peer.destroy());
    }
    expect(inbound.settle()).toMatchObject({ detail: "300 connections that no step accepts" });
  });

  test("datagrams: each whole, empty ones too, by their sender", async () => {
    const inbound = kept(await listenUdp(address, never));
    const socket = createSocket("udp4");
    open.push(() => socket.close());
    for (const text of ["one", "", "three"]) await new Promise((resolve) => socket.send(text, address.port, address.host, resolve));
    const peer = (await inbound.accept(long)) as Peer;
    expect(await peer.receive(bytes("one"), undefined, long)).not.toHaveProperty("failure");
    expect(await peer.receive(bytes(""), undefined, long)).not.toHaveProperty("failure");
    expect((await peer.receive(bytes("th"), undefined, long)).failure).toMatchObject({ how: "differs", detail: "a datagram of 5 bytes, expected 2" });
    expect((await peer.receive(bytes("x"), undefined, short)).failure).toMatchObject({ how: "silent" });
    await peer.send(bytes("back"), undefined, long);
    expect(String((await once(socket, "message"))[0])).toBe("back");
  });

  test("a datagram that no step asked for is told, an empty one too", async () => {
    const server = createSocket("udp4").on("message", (_, from) => server.send("", from.port, from.address));
    server.bind(address.port, address.host);
    await once(server, "listening");
    open.push(() => server.close());
    const peer = await datagramPeer(address, never, undefined);
    open.push(() => peer.destroy());
    await peer.send(bytes("?"));
    for (let tries = 0; (await peer.settle()) === undefined && tries < 200; tries++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await peer.settle()).toMatchObject({ how: "differs" });
  });
});

describe("whether a server listens", () => {
  const around = () => ({ since: watched(), before: [], look: lookBy([]), known: new Set<string>(), hasEnded: never });

  test("it does, and was never connected to", async () => {
    let connections = 0;
    const { address } = await serve(() => connections++);
    expect(await untilReady([{ protocol: "tcp", address }], long, around())).toBeUndefined();
    expect(connections).toBe(0);
  });

  test("it does not: never, as something else, or having ended", async () => {
    const { server, address } = await serve(() => {}, { host: "0.0.0.0" });
    const all = [{ protocol: "tcp" as const, address }];
    expect(await untilReady(all, short, around())).toMatchObject({
      how: "not-listening",
      // Others of this machine may have begun to listen too.
      detail: expect.stringMatching(new RegExp(`; it listens at (\\S+, )*0\\.0\\.0\\.0:${address.port}`)),
    });
    expect(await untilReady([{ protocol: "udp", address }], short, around())).toMatchObject({ how: "not-listening", detail: expect.stringContaining("never") });
    server.close();
    await once(server, "close");
    expect(await untilReady(all, long, { ...around(), hasEnded: () => true })).toMatchObject({ how: "ended" });
  });
});

describe("chooseAddresses", () => {
  test("a host of its own while it is used, a port for each socket, and that of the other where it connects", async () => {
    const sockets = [
      { name: "a", kind: "listen" },
      { name: "b", kind: "listen" },
      { name: "c", kind: "connect", to: "main:a" },
      { name: "d", kind: "connect", to: "nobody" },
    ];
    const all = await Promise.all(Array.from({ length: 50 }, () => chooseAddresses({ main: { sockets } as never }, lookBy([]))));
    expect(new Set(all.map(({ host }) => host)).size).toBe(50);
    for (const { host, addresses, release } of all) {
      expect([...addresses.values()].every((own) => own.host === host && own.port >= 15_000 && own.port < 30_000)).toBe(true);
      expect(addresses.get("main:c")).toEqual(addresses.get("main:a"));
      expect(new Set([...addresses.values()].map(({ port }) => port)).size).toBe(3);
      release();
    }
  });
});
