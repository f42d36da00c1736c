// A server of files: one thread, several connections.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { answer, mostHead, refuse } from "./http.js";
import { addressOf, type Connection, Listener, waitForAny } from "./sockets.js";

class Client {
  readonly #connection: Connection;
  #received = "";

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get pollable() {
    return this.#connection.pollable;
  }

  /** Takes what has come and answers what is whole; false once the connection is at its end. */
  serve(): boolean {
    try {
      const bytes = this.#connection.readNow();
      if (bytes === undefined) return false;
      // One character a byte: a head is ASCII.
      for (let at = 0; at < bytes.length; at += 4096) this.#received += String.fromCharCode(...bytes.subarray(at, at + 4096));
      return this.#process();
    } catch {
      return false; // broken off
    }
  }

  #process(): boolean {
    for (;;) {
      const end = this.#received.slice(0, mostHead).indexOf("\r\n\r\n");
      if (end < 0 && this.#received.length <= mostHead) return true;
      const { parts, keep } = end < 0 ? refuse(431) : answer(this.#received.slice(0, end));
      this.#received = this.#received.slice(end + 4);
      for (const part of parts) this.#connection.write(part);
      if (!keep) return false;
    }
  }

  close(): void {
    this.#connection.close();
  }
}

export const run = {
  run(): void {
    const listener = new Listener(addressOf("LISTEN_HTTP"));
    let coming = Number(getArguments()[1]);
    let clients: Client[] = [];
    while (coming > 0 || clients.length > 0) {
      const waiting = [...clients, ...(coming > 0 ? [listener] : [])];
      const ready = new Set(waitForAny(waiting.map(({ pollable }) => pollable)).map((at) => waiting[at]));
      clients = clients.filter((client) => {
        if (!ready.has(client) || client.serve()) return true;
        client.close();
        return false;
      });
      const connection = ready.has(listener) ? listener.acceptNow() : undefined;
      if (connection === undefined) continue;
      clients.push(new Client(connection));
      coming--;
    }
  },
};
