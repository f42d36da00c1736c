import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";

/** What the client script of a repro folder does as an HTTP server, by Python's own library. */
const script = `import sys, json, time
sys.path.insert(0, "talk")
import asked, connection
from plan import Failed, plan
connection.listen()
print("listens", flush=True)
for step in plan["steps"]:
    try:
        asked.asked(step, time.monotonic() + 10)
        print("well")
    except Failed as error:
        print(error)
`;

let folder = "";
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
};

const serve = async (...steps: readonly object[]): Promise<{ port: number; child: ChildProcess; said: Promise<string> }> => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-asked-"));
  cpSync(join(import.meta.dirname, "talk"), join(folder, "talk"), { recursive: true });
  writeFileSync(join(folder, "in"), "taken");
  writeFileSync(join(folder, "out"), "given");
  const port = await freePort();
  const sockets = { "main:server": { host: "127.0.0.1", port, protocol: "tcp" } };
  const all = steps.map((step) => ({ at: "main:server", status: 200, ...step }));
  writeFileSync(join(folder, "dialogue.json"), JSON.stringify({ sockets, harness: ["main:server"], steps: all }));
  const child = spawn("python3", ["-B", "-c", script], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  // Python may write a line and its end apart.
  const lines = createInterface({ input: child.stdout });
  const rest: string[] = [];
  const listens = new Promise((resolve) => lines.on("line", (line) => (line === "listens" ? resolve(line) : rest.push(line))));
  await listens;
  return { port, child, said: once(lines, "close").then(() => rest.map((line) => `${line}\n`).join("")) };
};

const ask = async (port: number, method: string, path: string, body = ""): Promise<string> => {
  const message = request({ port, host: "127.0.0.1", method, path, headers: { "x-one": "1" } });
  message.end(body);
  // Once there is a response, its own stream tells what breaks.
  message.on("error", () => {});
  const [response] = await once(message, "response");
  return `${response.statusCode} ${await text(response)}`;
};

test("it takes what its steps expect, and answers as they say", async () => {
  const steps = [
    { asked: "POST", path: "/x?y=1", headers: { "x-one": "1" }, body: "in", status: 201, response: "out" },
    { asked: "GET", response: "out", chunked: true },
    { asked: "HEAD", "response-headers": { "content-length": "5" } },
  ];
  const { port, said } = await serve(...steps);
  expect(await ask(port, "POST", "/x?y=1", "taken")).toBe("201 given");
  expect(await ask(port, "GET", "/")).toBe("200 given");
  expect(await ask(port, "HEAD", "/")).toBe("200 ");
  expect(await said).toBe("well\nwell\nwell\n");
});

test("it answers with what stands on the wire, when all have asked", async () => {
  const head = "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 5\r\n\r\n";
  const { port, said } = await serve(
    { asked: "GET", times: 2, raw: "out" },
    { asked: "GET", response: "out", repeat: 3 },
    { asked: "GET", raw: "out", after: "reset" },
  );
  writeFileSync(join(folder, "out"), `${head}given`);
  expect(await Promise.all([ask(port, "GET", "/"), ask(port, "GET", "/")])).toEqual(["200 given", "200 given"]);
  writeFileSync(join(folder, "out"), "given");
  expect(await ask(port, "GET", "/")).toBe("200 givengivengiven");
  await expect(ask(port, "GET", "/")).rejects.toThrow();
  expect(await said).toBe("well\nwell\nwell\n");
});

test("it breaks a body off", async () => {
  const { port, said } = await serve({ asked: "GET", response: "out", cut: 2 });
  await expect(ask(port, "GET", "/")).rejects.toThrow(/aborted|ECONNRESET/);
  expect(await said).toBe("well\n");
});

test.each([
  [{ asked: "PUT" }, "GET / HTTP/1.1\r\nhost: HERE\r\n\r\n", /^asked GET \/, expected PUT \/$/],
  [{ asked: "GET" }, "GET / HTTP/1.1\r\n\r\n", /^the request has no Host header, /],
  [{ asked: "GET" }, "GET / HTTP/1.1\r\nhost: HERE\r\nhost: HERE\r\n\r\n", /^the request has 2 Host headers, /],
  [{ asked: "GET" }, "GET / HTTP/1.1\r\nhost: elsewhere\r\n\r\n", /^Host header 'elsewhere', expected /],
  [{ asked: "GET", headers: { "x-one": "1" } }, "GET / HTTP/1.1\r\nhost: HERE\r\n\r\n", /^header x-one: '', expected '1'$/],
  [
    { asked: "POST", body: "in", trailers: { "x-sum": "1" } },
    "POST / HTTP/1.1\r\nhost: HERE\r\ntransfer-encoding: chunked\r\n\r\n5\r\ntaken\r\n0\r\nx-sum: 2\r\n\r\n",
    /^trailer x-sum: '2', expected '1'$/,
  ],
  [{ asked: "POST", broken: true }, "POST / HTTP/1.1\r\nhost: HERE\r\ncontent-length: 2\r\n\r\nok", /^asked POST \/ whole, which was to break off$/],
  [{ asked: "PUT", body: "in" }, "PUT / HTTP/1.1\r\nhost: HERE\r\ncontent-length: 5\r\n\r\nother", /^byte 0 differs/],
])("it tells why %j is not what came", async (step, bytes, why) => {
  const { port, said } = await serve(step);
  const socket = connect(port, "127.0.0.1", () => socket.write(bytes.replaceAll("HERE", `127.0.0.1:${port}`)));
  socket.on("error", () => {});
  expect((await said).trim()).toMatch(why);
  socket.destroy();
});
