import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import type { Address } from "../../model/addresses.ts";
import type { Content, Endpoint } from "../../model/generated/workload.ts";
import { HttpInbound } from "./asked.ts";
import { serveEndpoints } from "./endpoints.ts";

const open: HttpInbound[] = [];
afterEach(() => {
  for (const inbound of open.splice(0)) inbound.close();
});

const bytesOf = (content: Content | undefined): Buffer => Buffer.from(content && "text" in content ? content.text : "");

const listen = async (...endpoints: Endpoint[]): Promise<Address> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  const at = { host: "127.0.0.1", port };
  open.push(await HttpInbound.listen(at, () => false, serveEndpoints(endpoints, bytesOf)));
  return at;
};

const ask = async (at: Address, method: string, path: string, body = "", headers: Record<string, string | string[]> = {}, trailers = {}) => {
  const message = request({ ...at, method, path, headers });
  message.addTrailers(trailers);
  message.end(body);
  message.on("error", () => {});
  const [response] = (await once(message, "response")) as [IncomingMessage];
  return { response, status: response.statusCode, body: await text(response) };
};

describe("a server with endpoints", () => {
  test("answers any number of requests, in any order, and what it does not know with 404", async () => {
    const at = await listen({ path: "/a?x=1", response: { text: "one" } }, { method: "POST", path: "/a?x=1", status: 201, "response-headers": { b: "c" } });
    expect(await Promise.all([ask(at, "GET", "/a?x=1"), ask(at, "GET", "/a?x=1")])).toMatchObject([
      { status: 200, body: "one" },
      { status: 200, body: "one" },
    ]);
    expect(await ask(at, "POST", "/a?x=1")).toMatchObject({ status: 201, body: "", response: { headers: { b: "c" } } });
    for (const [method, path] of [
      ["GET", "/a"],
      ["PUT", "/a?x=1"],
    ] as const)
      expect(await ask(at, method, path)).toMatchObject({ status: 404, body: "" });
  });

  test("sends a body in chunks, with trailers behind it", async () => {
    const at = await listen({ chunks: [{ text: "one" }, { text: "two" }], "response-trailers": { "x-sum": "2" } });
    const { response, body } = await ask(at, "GET", "/");
    expect([body, response.trailers, response.headers["content-length"]]).toEqual(["onetwo", { "x-sum": "2" }, undefined]);
    const socket = connect(at.port, at.host, () => socket.end("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"));
    expect(await text(socket)).toMatch(/\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\nx-sum: 2\r\n\r\n$/);
  });

  test("repeats a body that is never held whole, and begins late where it is to", async () => {
    const at = await listen({ response: { text: "0123456789" }, repeat: 3 }, { path: "/late", delay: 0.2 });
    expect((await ask(at, "GET", "/")).body).toBe("0123456789".repeat(3));
    const began = performance.now();
    expect((await ask(at, "GET", "/late")).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(190);
  });

  test("echoes a body; echoes method, path, headers and trailers as headers", async () => {
    const at = await listen({ method: "POST", path: "/body", mode: "echo-body" }, { method: "POST", path: "/all", mode: "echo-headers" });
    expect((await ask(at, "POST", "/body", "what came")).body).toBe("what came");
    const headers = { "x-many": ["1", "2"], trailer: "x-sum", "transfer-encoding": "chunked" };
    const { response, body } = await ask(at, "POST", "/all", "ping", headers, { "x-sum": "4" });
    expect([body, response.rawHeaders]).toEqual([
      "",
      expect.arrayContaining(["x-request-method", "POST", "x-request-path", "/all", "x-echo-host", `127.0.0.1:${at.port}`, "x-trailer-x-sum", "4"]),
    ]);
    expect(response.headersDistinct["x-echo-x-many"]).toEqual(["1", "2"]);
  });

  test("does not answer a request that breaks off, and goes on", async () => {
    const at = await listen({ method: "POST", mode: "echo-body" });
    const socket = connect(at.port, at.host, () => socket.end("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhalf"));
    expect(await text(socket)).not.toContain("200");
    expect((await ask(at, "POST", "/", "whole")).body).toBe("whole");
  });
});
