// Many clients at once, in one thread that waits for whoever sends something.
import { addressOf, type Connection, Listener, waitForAny } from "./sockets.js";

/** What is made of the bytes of one connection. */
export interface Client {
  /** Answers what has come; false once the connection is at its end. */
  take(bytes: Uint8Array): boolean;
}

/** Serves so many connections at the address of a variable; `greet` begins with each. */
export function serveClients(variable: string, connections: number, greet: (connection: Connection) => Client): void {
  const listener = new Listener(addressOf(variable));
  const clients = new Map<Connection, Client>();
  for (let coming = connections; coming > 0 || clients.size > 0; ) {
    const waiting = [...clients.keys(), ...(coming > 0 ? [listener] : [])];
    const ready = new Set(waitForAny(waiting.map(({ pollable }) => pollable)).map((at) => waiting[at]));
    for (const [connection, client] of clients) {
      if (!ready.has(connection) || stays(connection, client)) continue;
      connection.close();
      clients.delete(connection);
    }
    const connection = ready.has(listener) ? listener.acceptNow() : undefined;
    if (connection === undefined) continue;
    clients.set(connection, greet(connection));
    coming--;
  }
}

/** A text of one character a byte. */
export function toText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

function stays(connection: Connection, client: Client): boolean {
  try {
    const bytes = connection.readNow();
    return bytes !== undefined && client.take(bytes);
  } catch {
    return false; // broken off
  }
}
