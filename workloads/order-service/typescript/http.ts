// The HTTP of both services: one request a connection, JSON bodies.
import { type Client, serveClients, toText } from "./clients.js";
import { addressOf, type Connection, connect } from "./sockets.js";
import { encode } from "./stdio.js";

const mostBytes = 16384;
const reasons: Record<number, string> = { 200: "OK", 201: "Created", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 422: "Unprocessable Content", 502: "Bad Gateway" };

export interface Request {
  method: string;
  path: string;
  body: string;
}

export interface Response {
  status: number;
  /** Sent as JSON. */
  value: unknown;
  /** Lines with their ends. */
  headers?: string;
}

type Answer = (request: Request) => Response;

/** Serves so many connections, several at once. */
export function serve(variable: string, connections: number, answer: Answer): void {
  serveClients(variable, connections, (connection) => new Talk(connection, answer));
}

class Talk implements Client {
  readonly #connection: Connection;
  readonly #answer: Answer;
  #received = "";

  constructor(connection: Connection, answer: Answer) {
    this.#connection = connection;
    this.#answer = answer;
  }

  take(bytes: Uint8Array): boolean {
    this.#received += toText(bytes);
    const request = parse(this.#received);
    if (request === undefined && this.#received.length <= mostBytes) return true;
    const { status, value, headers = "" } = request ? this.#answer(request) : { status: 400, value: { error: "bad request" } };
    const body = encode(`${JSON.stringify(value)}\n`);
    const head = `HTTP/1.1 ${status} ${reasons[status]}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${headers}Connection: close\r\n\r\n`;
    this.#connection.write(new Uint8Array([...encode(head), ...body]));
    return false;
  }
}

/** A whole request; null where it is none; undefined where more has to come. */
function parse(text: string): Request | null | undefined {
  const message = split(text);
  if (message === undefined) return undefined;
  const line = /^([A-Z]+) (\/[^ ]*) HTTP\/1\.[01]$/.exec(message.first);
  if (line === null) return null;
  const size = Number(message.headers.get("content-length") ?? 0);
  if (!Number.isInteger(size) || size > mostBytes) return null;
  return message.rest.length < size ? undefined : { method: line[1] ?? "", path: decode(line[2] ?? ""), body: message.rest.slice(0, size) };
}

/** A message's first line, headers and the rest; undefined where the empty line has not come. */
function split(text: string): { first: string; headers: Map<string, string>; rest: string } | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = new Map(lines.map((line): [string, string] => [line.split(":", 1)[0]?.toLowerCase() ?? "", line.slice(line.indexOf(":") + 1).trim()]));
  return { first, headers, rest: text.slice(end + 4) };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
}

/** The value in a JSON text, one character a byte; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(escape(text)));
  } catch {
    return undefined;
  }
}

/** Asks another service; gives status and value. What does not answer as it must throws. */
export function get(variable: string, path: string): { status: number; value: unknown } {
  const address = addressOf(variable);
  const { address: host, port } = address.val;
  const connection = connect(address);
  try {
    connection.write(encode(`GET ${path} HTTP/1.1\r\nHost: ${host.join(".")}:${port}\r\nConnection: close\r\n\r\n`));
    let text = "";
    for (let bytes = connection.read(4096); bytes !== undefined; bytes = connection.read(4096)) text += String.fromCharCode(...bytes);
    const message = split(text);
    const status = /^HTTP\/1\.1 (\d{3}) /.exec(message?.first ?? "")?.[1];
    const value = message && message.rest.length === Number(message.headers.get("content-length")) ? parseJson(message.rest) : undefined;
    if (status === undefined || value === undefined) throw new Error("no whole answer");
    return { status: Number(status), value };
  } finally {
    connection.close();
  }
}
