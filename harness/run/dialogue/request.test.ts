import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { Worker } from "node:worker_threads";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Address } from "../../model/addresses.ts";
import type { Request } from "../../model/generated/workload.ts";
import { Coming } from "./coming.ts";
import { KeptConnections, sendRequests } from "./request.ts";
import type { Seen } from "./seen.ts";

const serve = async (listener: RequestListener): Promise<Address> => {
  const server = createServer(listener).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  return { host: "127.0.0.1", port: (server.address() as { port: number }).port };
};

const ask = (to: Address, rest: Partial<Request>, body?: string, wanted = "", coming?: Coming, limitMs = 3000): Promise<Seen> => {
  const step: Request = { request: "POST", to: "main:web", status: 200, ...rest };
  const sent = body === undefined ? undefined : Buffer.from(body);
  return sendRequests(step, { to, body: sent, wanted: Buffer.from(wanted), kept: new KeptConnections(), limitMs, ...(coming ? { coming } : {}) });
};

describe("a request", () => {
  test("in chunks has trailers and no length, and repeats a header", async () => {
    const at = await serve(async (request, response) => {
      const body = await text(request);
      response.end(`${body} ${request.headers["content-length"]} ${request.headers["x-many"]} ${request.trailers["x-sum"]}`);
    });
    const step = { chunked: true, trailers: { "x-sum": "2" }, headers: { "x-many": ["a", "b"] } };
    expect(await ask(at, step, "in", "in undefined a, b 2")).not.toHaveProperty("failure");
  });

  test("is sent several times at once", async () => {
    const waiting: (() => void)[] = [];
    const at = await serve((_, response) => {
      waiting.push(() => response.end("all"));
      if (waiting.length === 3) for (const answer of waiting) answer();
    });
    expect(await ask(at, { times: 3 }, "", "all")).toMatchObject({ bytes: 9 });
  });

  test.skipIf(process.platform !== "linux")("several times reaches a listener that is late, and holds few connections", { timeout: 30_000 }, async () => {
    const late = new Worker(
      `const { parentPort } = require("node:worker_threads");
       const server = require("node:http").createServer((request, response) => request.resume().on("end", () => response.end("late")));
       server.listen({ host: "127.0.0.1", port: 0, backlog: 1 }, () => {
         parentPort.postMessage(server.address().port);
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700);
       });`,
      { eval: true },
    );
    onTestFinished(async () => void (await late.terminate()));
    const [port] = (await once(late, "message")) as [number];
    const sent = ask({ host: "127.0.0.1", port }, { times: 10 }, "x".repeat(50_000), "late", undefined, 20_000);
    expect(await sent).toEqual(expect.objectContaining({ bytes: 40 }));
    expect(await sent).not.toHaveProperty("failure");
  });
});

describe("a response", () => {
  test.each([
    ["1", undefined],
    ["2", "trailer x-sum: 1, expected 2"],
  ])("with a trailer, where %s is expected", async (value, detail) => {
    const at = await serve((_, response) => {
      response.writeHead(200, { trailer: "x-sum" });
      response.write("out");
      response.addTrailers({ "x-sum": "1" });
      response.end();
    });
    expect((await ask(at, { "response-trailers": { "x-sum": value } }, "", "out")).failure?.detail).toBe(detail);
  });

  test.each([
    ["out and more", undefined],
    ["other", /byte 1 differs/],
  ])("that breaks off is the begin of %j", async (wanted, detail) => {
    const at = await serve((_, response) => {
      response.writeHead(200, { "content-length": "10" });
      response.write("out", () => setTimeout(() => response.socket?.destroy(), 50));
    });
    const { failure } = await ask(at, { cut: true }, "", wanted);
    if (detail) expect(failure?.detail).toMatch(detail);
    else expect(failure).toBeUndefined();
  });

  test("that comes whole has not broken off", async () => {
    const at = await serve((_, response) => response.end("out"));
    expect((await ask(at, { cut: true }, "", "out")).failure?.detail).toBe("the body came to its end, after 3 bytes");
  });
});

describe("a response that comes while other steps go on", () => {
  const follow = async (listener: RequestListener, wanted: string): Promise<Coming> => {
    const coming = new Coming();
    coming.follow(ask(await serve(listener), {}, undefined, wanted, coming));
    onTestFinished(() => coming.stop());
    return coming;
  };
  const bytes = (text: string): Buffer => Buffer.from(text);

  test("has a begin, and comes whole", async () => {
    let end = (): void => {};
    const coming = await follow((_, response) => {
      response.write("hel");
      end = () => response.end("lo");
    }, "hello");
    expect(await coming.begins(bytes("he"), 3000)).toEqual({ bytes: 2, received: bytes("he") });
    expect(await coming.begins(bytes("hel"), 3000)).not.toHaveProperty("failure");
    expect(await coming.begins(bytes("hell"), 50)).toMatchObject({
      failure: { how: "silent", detail: "no more than 3 of 4 bytes of the body came within 50 ms" },
    });
    expect(await coming.begins(bytes("ha"), 3000)).toMatchObject({ failure: { how: "differs", differsAt: 1 } });
    expect(await coming.whole(50)).toMatchObject({ failure: { how: "silent", detail: "no whole response within 50 ms" } });
    end();
    expect(await coming.whole(3000)).toEqual({ bytes: 5, received: bytes("hello") });
  });

  test("is over before its begin has come", async () => {
    const coming = await follow((_, response) => response.end("hel"), "hel");
    expect(await coming.begins(bytes("hello"), 3000)).toMatchObject({ failure: { how: "closed", detail: "the response came to its end after 3 of 5 bytes" } });
    const other = await follow((_, response) => response.end("hel"), "hello");
    expect(await other.begins(bytes("hello"), 3000)).toMatchObject({ failure: { how: "differs", detail: "a body of 3 bytes, expected 5" } });
  });

  test("is broken off", async () => {
    const coming = await follow(() => {}, "");
    await coming.stop();
    expect(await coming.whole(3000)).toMatchObject({ failure: { how: "closed" } });
  });
});
