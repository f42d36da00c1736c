// A ROT13 server for many clients at the address that LISTEN_ROT13 names.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { addressOf, type Connection, Listener, waitForAny } from "./sockets.js";

function rotate(byte: number): number {
  const first = byte >= 97 ? 97 : 65;
  return byte >= first && byte < first + 26 ? first + ((byte - first + 13) % 26) : byte;
}

/** Answers what has come; false when the client is done. */
function serve(client: Connection): boolean {
  const bytes = client.readNow();
  if (bytes !== undefined) {
    client.write(bytes.map(rotate));
    return true;
  }
  client.endWriting();
  client.close();
  return false;
}

export const run = {
  run(): void {
    const listener = new Listener(addressOf("LISTEN_ROT13"));
    let left = Number(getArguments()[1] ?? 1);
    let clients: Connection[] = [];
    while (left > 0 || clients.length > 0) {
      const sources = left > 0 ? [...clients, listener] : clients;
      const ready = new Set(waitForAny(sources.map((source) => source.pollable)).map((index) => sources[index]));
      clients = clients.filter((client) => !ready.has(client) || serve(client));
      const client = ready.has(listener) ? listener.acceptNow() : undefined;
      if (client === undefined) continue;
      clients.push(client);
      left--;
    }
  },
};
