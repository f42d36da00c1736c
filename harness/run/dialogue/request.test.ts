import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Address } from "../../model/addresses.ts";
import type { Request } from "../../model/generated/workload.ts";
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

const ask = (to: Address, rest: Partial<Request>, body?: string, wanted = ""): Promise<Seen> => {
  const step: Request = { request: "POST", to: "main:web", status: 200, ...rest };
  return sendRequests(step, to, body === undefined ? undefined : Buffer.from(body), Buffer.from(wanted), new KeptConnections(), 3000);
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
