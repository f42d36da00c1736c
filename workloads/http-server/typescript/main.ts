// A server of files: one thread, several connections.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { type Client, serveClients, toText } from "./clients.js";
import { answer, mostHead, refuse } from "./http.js";
import type { Connection } from "./sockets.js";

class Talk implements Client {
  readonly #connection: Connection;
  #received = "";

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  take(bytes: Uint8Array): boolean {
    this.#received += toText(bytes);
    for (;;) {
      const end = this.#received.slice(0, mostHead).indexOf("\r\n\r\n");
      if (end < 0 && this.#received.length <= mostHead) return true;
      const { parts, keep } = end < 0 ? refuse(431) : answer(this.#received.slice(0, end));
      this.#received = this.#received.slice(end + 4);
      for (const part of parts) this.#connection.write(part);
      if (!keep) return false;
    }
  }
}

export const run = {
  run(): void {
    serveClients("LISTEN_HTTP", Number(getArguments()[1]), (connection) => new Talk(connection));
  },
};
