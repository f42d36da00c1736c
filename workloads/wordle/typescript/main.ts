// Wordle for several players: one thread, several connections.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { readFile } from "./files.js";
import { Game, Table } from "./game.js";
import { addressOf, type Connection, Listener, waitForAny } from "./sockets.js";
import { encode } from "./stdio.js";

const mostLine = 64;

class Player {
  readonly #connection: Connection;
  readonly #game: Game;
  #received = "";

  constructor(connection: Connection, table: Table) {
    this.#connection = connection;
    this.#game = new Game(table);
  }

  get pollable() {
    return this.#connection.pollable;
  }

  greet(): void {
    this.#connection.write(encode("guess a word of 5 letters in 6 tries\n"));
  }

  /** Takes what has come and answers it; false once the connection is at its end. */
  serve(): boolean {
    try {
      const bytes = this.#connection.readNow(mostLine + 1);
      if (bytes === undefined) return false;
      this.#received += String.fromCharCode(...bytes);
      return this.#process();
    } catch {
      return false; // broken off
    }
  }

  #process(): boolean {
    for (let end = this.#received.indexOf("\n"); end >= 0; end = this.#received.indexOf("\n")) {
      const line = this.#received.slice(0, end).replace(/\r$/, "");
      this.#received = this.#received.slice(end + 1);
      this.#connection.write(encode(this.#game.answer(line)));
      if (this.#game.over) return false;
    }
    return this.#received.length <= mostLine;
  }

  close(): void {
    this.#connection.close();
  }
}

export const run = {
  run(): void {
    const [, secret = "", count] = getArguments();
    const words = String.fromCharCode(...readFile("/words/words.txt")).split("\n");
    const table = new Table(secret, words);
    const listener = new Listener(addressOf("LISTEN_GAME"));
    let coming = Number(count);
    let players: Player[] = [];
    while (coming > 0 || players.length > 0) {
      const waiting = [...players, ...(coming > 0 ? [listener] : [])];
      const ready = new Set(waitForAny(waiting.map(({ pollable }) => pollable)).map((at) => waiting[at]));
      players = players.filter((player) => {
        if (!ready.has(player) || player.serve()) return true;
        player.close();
        return false;
      });
      const connection = ready.has(listener) ? listener.acceptNow() : undefined;
      if (connection === undefined) continue;
      const player = new Player(connection, table);
      player.greet();
      players.push(player);
      coming--;
    }
  },
};
