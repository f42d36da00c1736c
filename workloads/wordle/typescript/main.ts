// Wordle for several players: one thread, several connections.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { type Client, serveClients, toText } from "./clients.js";
import { readFile } from "./files.js";
import { Game, Table } from "./game.js";
import type { Connection } from "./sockets.js";
import { encode } from "./stdio.js";

const mostLine = 64;

class Player implements Client {
  readonly #connection: Connection;
  readonly #game: Game;
  #received = "";

  constructor(connection: Connection, table: Table) {
    this.#connection = connection;
    this.#game = new Game(table);
  }

  greet(): void {
    this.#connection.write(encode("guess a word of 5 letters in 6 tries\n"));
  }

  take(bytes: Uint8Array): boolean {
    this.#received += toText(bytes);
    for (let end = this.#received.indexOf("\n"); end >= 0; end = this.#received.indexOf("\n")) {
      const line = this.#received.slice(0, end).replace(/\r$/, "");
      this.#received = this.#received.slice(end + 1);
      this.#connection.write(encode(this.#game.answer(line)));
      if (this.#game.over) return false;
    }
    return this.#received.length <= mostLine;
  }
}

export const run = {
  run(): void {
    const [, secret = "", count] = getArguments();
    const words = toText(readFile("/words/words.txt")).split("\n");
    const table = new Table(secret, words);
    serveClients("LISTEN_GAME", Number(count), (connection) => {
      const player = new Player(connection, table);
      player.greet();
      return player;
    });
  },
};
