// One request and its response.
import { open, readFile } from "./files.js";
import { encode } from "./stdio.js";

export const mostHead = 8192;
const text = "text/plain; charset=utf-8";
const refusals = {
  400: ["Bad Request", "bad request\n"],
  404: ["Not Found", "not found\n"],
  405: ["Method Not Allowed", "method not allowed\n"],
  431: ["Request Header Fields Too Large", "request header fields too large\n"],
} as const;
const types: Record<string, string> = { html: "text/html; charset=utf-8", txt: text, json: "application/json" };

/** What is sent, and whether the connection stays open. */
export interface Response {
  parts: Uint8Array[];
  keep: boolean;
}

interface Request {
  method: string;
  path: string;
  keep: boolean;
}

/** The response to the request whose head this is. */
export function answer(head: string): Response {
  const request = parse(head);
  if (request === undefined) return refuse(400);
  const { method, path, keep } = request;
  if (method !== "GET" && method !== "HEAD") return refuse(405);
  const withBody = method === "GET";
  const body = find(path === "/" ? "/index.html" : path);
  if (body === undefined) return refuse(404, keep, withBody);
  const type = types[/\.(\w+)$/.exec(path === "/" ? "index.html" : path)?.[1] ?? ""] ?? "application/octet-stream";
  return respond("200 OK", type, body, keep, withBody);
}

/** The response that says what was wrong. */
export function refuse(status: keyof typeof refusals, keep = false, withBody = true): Response {
  const [reason, body] = refusals[status];
  return respond(`${status} ${reason}`, text, encode(body), keep, withBody, status === 405 ? "Allow: GET, HEAD\r\n" : "");
}

function respond(status: string, type: string, body: Uint8Array, keep: boolean, withBody: boolean, more = ""): Response {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n${more}${keep ? "" : "Connection: close\r\n"}\r\n`;
  return { parts: withBody ? [encode(head), body] : [encode(head)], keep };
}

function parse(head: string): Request | undefined {
  const [first = "", ...lines] = head.split("\r\n");
  const line = /^([A-Za-z]+) (\/[^ ]*) HTTP\/1\.([01])$/.exec(first);
  if (line === null) return undefined;
  const [, method = "", target = "", minor] = line;
  const headers = new Map<string, string>();
  for (const one of lines) {
    const colon = one.indexOf(":");
    if (colon < 1) return undefined;
    headers.set(one.slice(0, colon).toLowerCase(), one.slice(colon + 1).trim());
  }
  if (minor === "1" && !headers.has("host")) return undefined;
  const path = decode(target.split("?", 1)[0] ?? "");
  const hasBody = headers.has("content-length") || headers.has("transfer-encoding");
  const keep = minor === "1" && !hasBody && headers.get("connection")?.toLowerCase() !== "close";
  return path === undefined ? undefined : { method, path, keep };
}

function decode(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes("\0") ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function find(path: string): Uint8Array | undefined {
  const whole = `/site${path}`;
  if (path.split("/").includes("..")) return undefined;
  try {
    return open(whole, {}, { read: true }).stat().type === "regular-file" ? readFile(whole) : undefined;
  } catch {
    return undefined;
  }
}
