// A mail server: one thread, several connections.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { type Client, serveClients, toText } from "./clients.js";
import { Server, Session } from "./session.js";
import type { Connection } from "./sockets.js";
import { encode } from "./stdio.js";

const mostLine = 1000;

class Talk implements Client {
  readonly #connection: Connection;
  readonly #session: Session;
  #received = "";

  constructor(connection: Connection, server: Server) {
    this.#connection = connection;
    this.#session = new Session(server);
  }

  say(answer: string): void {
    this.#connection.write(encode(`${answer}\r\n`));
  }

  take(bytes: Uint8Array): boolean {
    this.#received += toText(bytes);
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
}

export const run = {
  run(): void {
    const [, host = "", count] = getArguments();
    const server = new Server(host);
    serveClients("LISTEN_SMTP", Number(count), (connection) => {
      const talk = new Talk(connection, server);
      talk.say(`220 ${host} ESMTP`);
      return talk;
    });
  },
};
