// A greenhouse monitor at the address that LISTEN_GREENHOUSE names: readings in, alarms out.
import { readFile } from "./files.js";
import { type Client, LineServer, type Protocol } from "./lines.js";
import { type Limits, printValue, readLimits, readValue, Series } from "./readings.js";

class Greenhouse implements Protocol {
  readonly #server: LineServer;
  readonly #limits: Limits;
  /** By sensor and kind, with a space between. */
  readonly #series = new Map<string, Series>();
  readonly #sensors = new Map<Client, string>();
  readonly #watchers = new Set<Client>();
  readonly #lost = new Set<string>();

  constructor(server: LineServer, limits: Limits) {
    this.#server = server;
    this.#limits = limits;
  }

  line(client: Client, line: string): void {
    client.say(this.#answer(client, line) ?? "error");
    if (line === "stop") this.#server.stop();
    if (line !== "bye") return;
    this.#sensors.delete(client);
    client.leaving = true;
  }

  left(client: Client): void {
    this.#watchers.delete(client);
    const name = this.#sensors.get(client);
    if (name === undefined) return;
    this.#sensors.delete(client);
    this.#lost.add(name);
    this.#tellWatchers(`lost ${name}`);
  }

  #answer(client: Client, line: string): string | undefined {
    if (line === "watch") return this.#watch(client);
    if (line === "report") return this.#report();
    if (line === "bye") return "bye";
    if (line === "stop") return "stopped";
    const [word = "", rest, ...more] = line.split(" ");
    if (rest === undefined || more.length > 0) return undefined;
    return word === "sensor" ? this.#enter(client, rest) : this.#takeReading(client, word, rest);
  }

  #enter(client: Client, name: string): string | undefined {
    if (this.#sensors.has(client) || this.#watchers.has(client)) return undefined;
    if (!/^[a-z0-9-]{1,32}$/.test(name) || [...this.#sensors.values()].includes(name)) return undefined;
    if (this.#lost.delete(name)) this.#tellWatchers(`back ${name}`);
    this.#sensors.set(client, name);
    return "ok";
  }

  #watch(client: Client): string | undefined {
    if (this.#sensors.has(client) || this.#watchers.has(client)) return undefined;
    this.#watchers.add(client);
    const alarms = [...this.#series].flatMap(([of, { alarm }]) => (alarm ? [`alarm ${of} ${alarm.text}`] : []));
    const lost = [...this.#lost].map((name) => `lost ${name}`);
    return ["watching", ...[...alarms, ...lost].sort()].join("\n");
  }

  #report(): string {
    // By name and then kind: the space comes before all that names are made of.
    const keys = [...this.#series.keys()].sort();
    return [...keys.map((of) => `${of} ${this.#series.get(of)?.summary}`), "."].join("\n");
  }

  #takeReading(client: Client, kind: string, word: string): string | undefined {
    const name = this.#sensors.get(client);
    const range = this.#limits.get(kind);
    const value = readValue(word);
    if (name === undefined || range === undefined || value === undefined) return undefined;
    const of = `${name} ${kind}`;
    const series = this.#series.get(of) ?? new Series();
    this.#series.set(of, series);
    series.add(value);
    const before = series.alarm;
    const alarm = range.alarm(value);
    if (alarm?.side === before?.side) return "ok";
    series.alarm = alarm;
    this.#tellWatchers(alarm ? `alarm ${of} ${alarm.text}` : `clear ${of} ${printValue(value)}`);
    return "ok";
  }

  #tellWatchers(text: string): void {
    for (const watcher of this.#watchers) watcher.say(text);
  }
}

export const run = {
  run(): void {
    const limits = readLimits(String.fromCharCode(...readFile("/config/limits.txt")));
    const server = new LineServer("LISTEN_GREENHOUSE");
    server.serve(new Greenhouse(server, limits));
  },
};
