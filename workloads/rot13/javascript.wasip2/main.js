// A ROT13 server for many clients at the address that LISTEN_ROT13 names.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { addressOf, Listener, waitForAny } from "./sockets.js";

const isLetter = (byte) => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);

function rotate(byte) {
  if (!isLetter(byte)) return byte;
  const first = byte >= 97 ? 97 : 65;
  return first + ((byte - first + 13) % 26);
}

/** Answers what has come; false when the client is done. */
function serve(client) {
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
  run() {
    const listener = new Listener(addressOf("LISTEN_ROT13"));
    let left = Number(getArguments()[1] ?? 1);
    let clients = [];
    while (left > 0 || clients.length > 0) {
      const sources = left > 0 ? [...clients, listener] : clients;
      const ready = waitForAny(sources.map((source) => source.pollable)).map((index) => sources[index]);
      clients = clients.filter((client) => !ready.includes(client) || serve(client));
      const client = ready.includes(listener) ? listener.acceptNow() : undefined;
      if (client === undefined) continue;
      clients.push(client);
      left--;
    }
  },
};
