import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { GatehouseError } from "../model/errors.ts";

const types: Readonly<Record<string, string>> = {
  ...{ html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" },
  ...{ json: "application/json", svg: "image/svg+xml", csv: "text/csv; charset=utf-8", md: "text/markdown; charset=utf-8", ndjson: "application/x-ndjson" },
};

/** Pages that are served on this machine alone. */
export interface Served {
  /** Where they are: `http://127.0.0.1:PORT/`. */
  readonly url: string;
  /** Tells every page that is open, as a server-sent event. */
  readonly tell: (event: string, value: unknown) => void;
  readonly close: () => Promise<void>;
}

// A page of another site reaches this server where a name of its own leads here: only ours count.
const isOurs = ({ headers }: IncomingMessage, port: number): boolean => headers.host === `127.0.0.1:${port}` || headers.host === `localhost:${port}`;

const answer = (response: ServerResponse, code: number, type: string, text: string): void => {
  response.writeHead(code, { "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff" });
  response.end(text);
};

/**
 * Serves files from memory on loopback, and `/live` as a stream of events; `files` gives those of now. Without a port the system chooses
 * one. Throws a GatehouseError where the port is taken.
 */
export const serve = (files: () => ReadonlyMap<string, string>, port = 0): Promise<Served> => {
  const listeners = new Set<ServerResponse>();
  let own = port;
  const server = createServer((request, response) => {
    if (!isOurs(request, own)) return answer(response, 403, "text/plain", "ask for 127.0.0.1 or localhost");
    if (request.method !== "GET" && request.method !== "HEAD") return answer(response, 405, "text/plain", "only GET is answered");
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname.replace(/%(?![0-9A-Fa-f]{2})/g, "%25")).slice(1) || "index.html";
    if (path === "live") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(": here\n\n");
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
      return;
    }
    const text = files().get(path);
    if (text === undefined) return answer(response, 404, "text/plain", "there is no such page");
    answer(response, 200, types[path.slice(path.lastIndexOf(".") + 1)] ?? "text/plain; charset=utf-8", request.method === "HEAD" ? "" : text);
  });
  return new Promise((resolve, reject) => {
    server.on("error", ({ message }) =>
      reject(new GatehouseError("report/port", `no server can be opened: ${message}`, { hint: "name another port: --port NUMBER" })),
    );
    server.listen(port, "127.0.0.1", () => {
      own = (server.address() as AddressInfo).port;
      resolve({
        url: `http://127.0.0.1:${own}/`,
        tell: (event, value) => {
          for (const each of listeners) each.write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
        },
        close: () =>
          new Promise((done) => {
            for (const each of listeners) each.end();
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
};
