// A mail server: one thread, several connections.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { Server, Session } from "./session.js";
import { addressOf, type Connection, Listener, waitForAny } from "./sockets.js";
import { encode } from "./stdio.js";

const mostLine = 1000;

class Client {
  readonly #connection: Connection;
  readonly #session: Session;
  #received = "";

  constructor(connection: Connection, server: Server) {
    this.#connection = connection;
    this.#session = new Session(server);
  }

  get pollable() {
    return this.#connection.pollable;
  }

  say(answer: string): void {
    this.#connection.write(encode(`${answer}\r\n`));
  }

  /** Takes what has come and answers it; false once the connection is at its end. */
  serve(): boolean {
    try {
      const bytes = this.#connection.readNow(4096);
      if (bytes === undefined) return false;
      this.#received += String.fromCharCode(...bytes);
      return this.#process();
    } catch {
      return false; // broken off
    }
  }

  #process(): boolean {
    for (let end = this.#received.indexOf("\r\n"); end >= 0; end = this.#received.indexOf("\r\n")) {
      const answer = this.#session.take(this.#received.slice(0, end));
      this.#received = this.#received.slice(end + 2);
      if (answer !== undefined) this.say(answer);
      if (this.#session.over) return false;
    }
    if (this.#received.length <= mostLine) return true;
    this.say("500 line too long");
    return false;
  }

  close(): void {
    this.#connection.close();
  }
}

export const run = {
  run(): void {
    const [, host = "", count] = getArguments();
    const server = new Server(host);
    const listener = new Listener(addressOf("LISTEN_SMTP"));
    let coming = Number(count);
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
      const client = new Client(connection, server);
      client.say(`220 ${host} ESMTP`);
      clients.push(client);
      coming--;
    }
  },
};
