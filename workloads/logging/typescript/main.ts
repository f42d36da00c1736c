// A logging service at the address that LISTEN_LOG names: lines in by level and source, files in /logs.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { appendFile, errorCode, readFile } from "./files.js";
import { type Client, LineServer, type Protocol } from "./lines.js";

const levels = ["debug", "info", "warn", "error"];

class Logging implements Protocol {
  readonly #server: LineServer;
  readonly #least: number;
  /** The levels of what was stored. */
  readonly #stored: number[] = [];

  constructor(server: LineServer, least: number) {
    this.#server = server;
    this.#least = least;
  }

  line(client: Client, line: string): void {
    client.say(this.#answer(line) ?? "error");
    if (line === "stop") this.#server.stop();
  }

  #answer(line: string): string | undefined {
    const [command = ""] = line.split(" ", 1);
    const rest = line.slice(command.length + 1);
    if (command === "log") return this.#store(rest);
    if (command === "tail") return this.#tail(rest);
    if (command === "count") return levels.includes(rest) ? `${this.#storedFrom(levels.indexOf(rest))}` : undefined;
    return line === "stop" ? `stopped ${this.#stored.length}` : undefined;
  }

  #store(rest: string): string | undefined {
    const [, word = "", source, text] = /^(\w+) ([a-z0-9-]{1,32}) ([^]+)$/.exec(rest) ?? [];
    const level = levels.indexOf(word);
    if (level < 0) return undefined;
    if (level < this.#least) return "skipped";
    const number = this.#stored.push(level);
    appendFile(`/logs/${source}.log`, Uint8Array.from(`${number} ${word} ${text}\n`, (character) => character.charCodeAt(0)));
    return `stored ${number}`;
  }

  #tail(rest: string): string | undefined {
    const [, source, count] = /^([a-z0-9-]{1,32}) (\d{1,2})$/.exec(rest) ?? [];
    if (source === undefined || Number(count) === 0) return undefined;
    return [...linesOf(`/logs/${source}.log`).slice(-Number(count)), "."].join("\n");
  }

  #storedFrom(least: number): number {
    return this.#stored.filter((level) => level >= least).length;
  }
}

function linesOf(path: string): string[] {
  try {
    return String.fromCharCode(...readFile(path)).split("\n").slice(0, -1);
  } catch (error) {
    if (errorCode(error) === "no-entry") return [];
    throw error;
  }
}

export const run = {
  run(): void {
    const server = new LineServer("LISTEN_LOG");
    server.serve(new Logging(server, levels.indexOf(getArguments()[1] ?? "debug")));
  },
};
