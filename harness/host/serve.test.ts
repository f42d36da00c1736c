import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { type Served, serve } from "./serve.ts";

const files = new Map([
  ["index.html", "<p>first</p>"],
  ["data/a.js", "1"],
]);
let served: Served;
afterEach(() => served.close());

const ask = (
  path: string,
  options: { readonly method?: string; readonly host?: string } = {},
): Promise<{ code: number | undefined; type: string | undefined; text: string }> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(served.url);
    const own = request(
      { port, host: "127.0.0.1", path, method: options.method ?? "GET", headers: { host: options.host ?? `127.0.0.1:${port}` } },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part) => {
          text += part;
        });
        response.on("end", () => resolve({ code: response.statusCode, type: response.headers["content-type"], text }));
      },
    );
    own.on("error", reject).end();
  });

test("files are served on loopback, with their types", async () => {
  served = await serve(() => files);
  expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await ask("/")).toEqual({ code: 200, type: "text/html; charset=utf-8", text: "<p>first</p>" });
  expect(await ask("/data/a.js?x=1")).toMatchObject({ code: 200, type: "text/javascript; charset=utf-8", text: "1" });
});

test.each(["/../package.json", "/%2e%2e/package.json", "/%", "/%00", "/data", "//etc/passwd"])("%s is nothing that is there", async (path) => {
  served = await serve(() => files);
  expect((await ask(path)).code).toBe(404);
});

test("pages of other sites are refused, and so is what would change something", async () => {
  served = await serve(() => files);
  expect((await ask("/", { host: "evil.example" })).code).toBe(403);
  expect((await ask("/", { method: "POST" })).code).toBe(405);
});

test("what is told comes as an event to every page that listens", async () => {
  served = await serve(() => files);
  const response = await fetch(`${served.url}live`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const read = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);
  expect(await read()).toContain("here");
  served.tell("progress", { done: 1 });
  expect(await read()).toBe('event: progress\ndata: {"done":1}\n\n');
});

test("a port that is taken is an error that says what to do", async () => {
  served = await serve(() => files);
  await expect(serve(() => files, Number(new URL(served.url).port))).rejects.toMatchObject({
    code: "report/port",
    exitCode: 2,
    hint: "name another port: --port NUMBER",
  });
});
