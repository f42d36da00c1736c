import { once } from "node:events";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import type { Address } from "../../model/addresses.ts";
import type { Asked } from "../../model/generated/workload.ts";
import { HttpInbound } from "./asked.ts";
import type { Peer } from "./peer.ts";

const none = Buffer.alloc(0);
const limitMs = 5000;
const answered = (body = "", raw?: string) => ({ body: Buffer.from(body), raw: raw === undefined ? undefined : Buffer.from(raw) });
const open: HttpInbound[] = [];
afterEach(() => {
  for (const inbound of open.splice(0)) inbound.close();
});

const freeAddress = async (): Promise<Address> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return { host: "127.0.0.1", port };
};

const listen = async (hasEnded = () => false): Promise<{ at: Address; inbound: HttpInbound }> => {
  const at = await freeAddress();
  const inbound = await HttpInbound.listen(at, hasEnded);
  open.push(inbound);
  return { at, inbound };
};

const step = (rest: Partial<Asked> = {}): Asked => ({ asked: "GET", at: "main:server", status: 200, ...rest });

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const send = async (at: Address, method: string, path: string, body = "", headers: Record<string, string | string[]> = {}): Promise<Answer> => {
  const message = request({ ...at, method, path, headers });
  message.end(body);
  // Once there is a response, its own stream tells what breaks.
  message.on("error", () => {});
  const [response] = await once(message, "response");
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
};

// What no client library sends.
const sendRaw = (at: Address, bytes: string): void => {
  const socket = connect(at.port, at.host, () => socket.write(bytes));
  socket.on("error", () => {});
};

describe("a connection that an answer leaves to further steps", () => {
  const begun = async (): Promise<{ peer: Peer; client: Promise<Answer> }> => {
    const { at, inbound } = await listen();
    const client = send(at, "GET", "/");
    client.catch(() => {});
    let peer: Peer | undefined;
    const raw = answered("", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhel");
    const keep = (own: Peer): void => {
      peer = own;
    };
    expect(await inbound.ask(step({ as: "up" }), none, { ...raw, keep }, limitMs)).not.toHaveProperty("failure");
    return { peer: peer as Peer, client };
  };

  test("is sent more, and ended", async () => {
    const { peer, client } = await begun();
    expect(await peer.send(Buffer.from("lo"), undefined, limitMs)).toEqual({ bytes: 2 });
    expect(await client).toMatchObject({ status: 200, body: "hello" });
    await peer.shutdown("write");
    expect(await peer.end(limitMs)).toEqual({});
    expect(await peer.settle()).toBeUndefined();
  });

  test("is broken off", async () => {
    const { peer, client } = await begun();
    await peer.reset();
    await expect(client).rejects.toThrow(/aborted|ECONNRESET/);
  });
});

describe("a request that a step expects", () => {
  test("is answered with what the step says", async () => {
    const { at, inbound } = await listen();
    const [seen, answer] = await Promise.all([
      inbound.ask(
        step({ asked: "POST", path: "/x?y=1", headers: { "x-many": "a, b" }, status: 201, "response-headers": { "x-from": "here" } }),
        Buffer.from("in"),
        answered("out"),
        limitMs,
      ),
      send(at, "POST", "/x?y=1", "in", { "x-many": ["a", "b"] }),
    ]);
    expect(seen).toEqual({ bytes: 2, received: Buffer.from("in") });
    expect(answer).toMatchObject({ status: 201, body: "out", headers: { "content-length": "3", "x-from": "here" } });
    expect(inbound.settle()).toBeUndefined();
  });

  test("has a body in chunks, without a length", async () => {
    const { at, inbound } = await listen();
    const [, answer] = await Promise.all([inbound.ask(step({ chunked: true }), none, answered("out"), limitMs), send(at, "GET", "/")]);
    expect(answer).toMatchObject({ body: "out", headers: { "transfer-encoding": "chunked" } });
    expect(answer.headers).not.toHaveProperty("content-length");
  });

  test("of HEAD has no body and no length but the one that is said", async () => {
    const { at, inbound } = await listen();
    const [, answer] = await Promise.all([
      inbound.ask(step({ asked: "HEAD", "response-headers": { "content-length": "6" } }), none, answered(), limitMs),
      send(at, "HEAD", "/"),
    ]);
    expect(answer).toMatchObject({ status: 200, body: "", headers: { "content-length": "6" } });
  });

  test.each([0, 2])("is cut off after %i bytes of its body", async (cut) => {
    const { at, inbound } = await listen();
    const told = inbound.ask(step({ cut }), none, answered("whole"), limitMs);
    await expect(send(at, "GET", "/")).rejects.toThrow(/aborted|ECONNRESET|socket hang up/);
    expect(await told).not.toHaveProperty("failure");
  });
});

// All that comes back over the wire, and whether the connection was broken off.
const exchange = (at: Address, bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(at.port, at.host, () => socket.write(bytes));
    let came = "";
    socket.on("data", (part) => {
      came += part;
    });
    socket.on("error", () => resolve(`${came}(broken off)`));
    socket.on("end", () => resolve(came));
  });

const get = "GET / HTTP/1.1\r\nhost: HERE\r\n\r\n";
const here = (at: Address, bytes = get): string => bytes.replace("HERE", `${at.host}:${at.port}`);

describe("a raw answer", () => {
  test.each([
    ["end", "HTTP/1.1 103 Early Hints\r\n\r\nno HTTP", "HTTP/1.1 103 Early Hints\r\n\r\nno HTTP"],
    ["reset", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n(broken off)"],
  ] as const)("goes over the wire as it is, then %s", async (then, raw, came) => {
    const { at, inbound } = await listen();
    const [seen, told] = await Promise.all([inbound.ask(step({ after: then }), none, answered("", raw), limitMs), exchange(at, here(at))]);
    expect(seen).not.toHaveProperty("failure");
    expect(told).toBe(came);
  });

  test("is held until the program ends the connection, or for too long", async () => {
    const { at, inbound } = await listen();
    const socket = connect(at.port, at.host, () => socket.write(here(at)));
    setTimeout(() => socket.destroy(), 200);
    expect(await inbound.ask(step({ after: "hold" }), none, answered("", ""), limitMs)).not.toHaveProperty("failure");
    void exchange(at, here(at));
    expect((await inbound.ask(step({ after: "hold" }), none, answered("", ""), 100)).failure).toMatchObject({ how: "silent" });
  });
});

test("several requests are answered when all are there", async () => {
  const { at, inbound } = await listen();
  const early = inbound.ask(step({ times: 2 }), none, answered("both"), 2000);
  void send(at, "GET", "/").catch(() => {});
  expect((await early).failure).toMatchObject({ how: "silent" });
  const told = inbound.ask(step({ times: 2 }), none, answered("both"), limitMs);
  const [one, other] = await Promise.all([send(at, "GET", "/"), send(at, "GET", "/")]);
  expect([one.body, other.body]).toEqual(["both", "both"]);
  expect(await told).not.toHaveProperty("failure");
});

test("a body that is repeated comes whole", async () => {
  const { at, inbound } = await listen();
  const [, answer] = await Promise.all([inbound.ask(step({ repeat: 1000 }), none, answered("again, "), limitMs), send(at, "GET", "/")]);
  expect(answer.headers["content-length"]).toBe("7000");
  expect(answer.body).toBe("again, ".repeat(1000));
});

test.each([
  ["x-sum: 1\r\n", undefined],
  ["x-sum: 2\r\n", "trailer x-sum: 2, expected 1"],
  ["", "trailer x-sum: absent, expected 1"],
])("trailers %j", async (trailers, detail) => {
  const { at, inbound } = await listen();
  const told = inbound.ask(step({ asked: "POST", trailers: { "x-sum": "1" } }), Buffer.from("in"), answered(), limitMs);
  sendRaw(at, here(at, `POST / HTTP/1.1\r\nhost: HERE\r\ntransfer-encoding: chunked\r\n\r\n2\r\nin\r\n0\r\n${trailers}\r\n`));
  expect((await told).failure?.detail).toBe(detail);
});

describe("a request that is another one", () => {
  test.each<[string, Partial<Asked>, string]>([
    ["another method", { asked: "PUT" }, "asked GET /a, expected PUT /a"],
    ["another path", { path: "/b" }, "asked GET /a, expected GET /b"],
    ["a header that is absent", { headers: { "x-one": "1" } }, "header x-one: absent, expected 1"],
    ["a header with another value", { headers: { accept: "b" } }, "header accept: a, expected b"],
    ["no body", { body: { text: "in" } }, "a body of 0 bytes, expected 2"],
  ])("by %s", async (_, rest, detail) => {
    const { at, inbound } = await listen();
    const wanted = Buffer.from(rest.body && "text" in rest.body ? rest.body.text : "");
    const told = inbound.ask(step({ path: "/a", ...rest }), wanted, answered(), limitMs);
    void send(at, "GET", "/a", "", { accept: "a" }).catch(() => {});
    expect((await told).failure).toEqual(expect.objectContaining({ how: "differs", detail }));
  });

  test.each([
    ["no Host header", "GET / HTTP/1.1\r\n\r\n", /no Host header/],
    ["two of them", "GET / HTTP/1.1\r\nhost: a\r\nHost: a\r\n\r\n", /2 Host headers/],
    ["that of another server", "GET / HTTP/1.1\r\nhost: elsewhere\r\n\r\n", /Host header elsewhere, expected 127\.0\.0\.1:\d+/],
  ])("by %s", async (_, bytes, detail) => {
    const { at, inbound } = await listen();
    sendRaw(at, bytes);
    expect((await inbound.ask(step(), none, answered(), limitMs)).failure?.detail).toMatch(detail);
  });
});

test("nobody asks in time, or has ended before", async () => {
  const { inbound } = await listen();
  expect((await inbound.ask(step(), none, answered(), 50)).failure).toMatchObject({ how: "silent" });
  const ended = await listen(() => true);
  expect((await ended.inbound.ask(step(), none, answered(), limitMs)).failure).toMatchObject({ how: "ended" });
});

test("a request that no step asked for is a failure in the end", async () => {
  const { at, inbound } = await listen();
  void send(at, "GET", "/more").catch(() => {});
  await expect.poll(() => inbound.settle()?.detail).toBe("1 requests that no step expects");
});
