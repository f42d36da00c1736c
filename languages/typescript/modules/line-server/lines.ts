// A server of lines for many clients. Lines are texts of one character a byte, so that they are sent on as they came.
import { addressOf, type Connection, Listener, waitForAny } from "./sockets.js";

/** What is made of the lines. */
export interface Protocol {
  came?(client: Client): void;
  line(client: Client, line: string): void;
  left?(client: Client): void;
}

export class LineServer {
  readonly #listener: Listener;
  #awaited: number;
  #stopping = false;
  /** Everybody who is there, in the order of coming. */
  readonly #clients = new Set<Client>();

  /** At the address of a variable; for so many connections, or until it is stopped. */
  constructor(variable: string, connections = Number.POSITIVE_INFINITY) {
    this.#listener = new Listener(addressOf(variable));
    this.#awaited = connections;
  }

  /** Serves until it is stopped or all connections have come and gone; `protocol` has came, line and left. */
  serve(protocol: Protocol): void {
    while (!this.#stopping && (this.#awaited > 0 || this.#clients.size > 0)) {
      const clients = [...this.#clients];
      const sources = this.#awaited > 0 ? [...clients.map(({ connection }) => connection), this.#listener] : clients.map(({ connection }) => connection);
      for (const index of waitForAny(sources.map(({ pollable }) => pollable))) {
        const client = clients[index];
        if (client) this.#receive(client, protocol);
        else this.#accept(protocol);
      }
      for (const client of this.#clients) if (client.leaving && !this.#stopping) this.#hangUp(client, protocol);
    }
    for (const { connection } of this.#clients) close(connection);
  }

  /** Ends all connections and the serving. */
  stop(): void {
    this.#stopping = true;
  }

  #accept(protocol: Protocol): void {
    const connection = this.#listener.acceptNow();
    if (connection === undefined) return;
    this.#awaited--;
    const client = new Client(connection);
    this.#clients.add(client);
    protocol.came?.(client);
  }

  #receive(client: Client, protocol: Protocol): void {
    if (client.leaving || this.#stopping) return;
    for (const line of client.takeLines()) {
      protocol.line(client, line);
      if (client.leaving || this.#stopping) return;
    }
  }

  #hangUp(client: Client, protocol: Protocol): void {
    this.#clients.delete(client);
    close(client.connection);
    protocol.left?.(client);
  }
}

export class Client {
  readonly connection: Connection;
  /** Set to true, the connection is ended. */
  leaving = false;
  #input = "";

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** The lines that have come whole. */
  takeLines(): string[] {
    const bytes = this.#readable();
    if (bytes === undefined) this.leaving = true;
    const lines = (this.#input + String.fromCharCode(...(bytes ?? []))).split("\n");
    this.#input = lines.pop() ?? "";
    if (this.#input.length > 1024) this.leaving = true;
    return lines;
  }

  /** Sends a line to whoever is still there. */
  say(text: string): void {
    if (this.leaving) return;
    try {
      this.connection.write(Uint8Array.from(`${text}\n`, (character) => character.charCodeAt(0)));
    } catch {
      this.leaving = true;
    }
  }

  // A connection that was broken off is one that has ended.
  #readable(): Uint8Array | undefined {
    try {
      return this.connection.readNow(4096);
    } catch {
      return undefined;
    }
  }
}

function close(connection: Connection): void {
  try {
    connection.endWriting();
  } catch {
    // The other side has broken it off.
  }
  connection.close();
}
