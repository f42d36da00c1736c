// A greenhouse monitor at the address that LISTEN_GREENHOUSE names: readings in, alarms out.
import { readFile } from "./files.js";
import { LineServer } from "./lines.js";
import { printValue, readLimits, readValue, Series } from "./readings.js";

class Greenhouse {
  #server;
  #limits;
  /** By sensor and kind, with a space between. */
  #series = new Map();
  #sensors = new Map();
  #watchers = new Set();
  #lost = new Set();

  constructor(server, limits) {
    this.#server = server;
    this.#limits = limits;
  }

  line(client, line) {
    client.say(this.#answer(client, line) ?? "error");
    if (line === "stop") this.#server.stop();
    if (line !== "bye") return;
    this.#sensors.delete(client);
    client.leaving = true;
  }

  left(client) {
    this.#watchers.delete(client);
    const name = this.#sensors.get(client);
    if (name === undefined) return;
    this.#sensors.delete(client);
    this.#lost.add(name);
    this.#tellWatchers(`lost ${name}`);
  }

  #answer(client, line) {
    if (line === "watch") return this.#watch(client);
    if (line === "report") return this.#report();
    if (line === "bye") return "bye";
    if (line === "stop") return "stopped";
    const [word, rest, ...more] = line.split(" ");
    if (rest === undefined || more.length > 0) return undefined;
    return word === "sensor" ? this.#enter(client, rest) : this.#takeReading(client, word, rest);
  }

  #enter(client, name) {
    if (this.#sensors.has(client) || this.#watchers.has(client)) return undefined;
    if (!/^[a-z0-9-]{1,32}$/.test(name) || [...this.#sensors.values()].includes(name)) return undefined;
    if (this.#lost.delete(name)) this.#tellWatchers(`back ${name}`);
    this.#sensors.set(client, name);
    return "ok";
  }

  #watch(client) {
    if (this.#sensors.has(client) || this.#watchers.has(client)) return undefined;
    this.#watchers.add(client);
    const alarms = [...this.#series].flatMap(([of, { alarm }]) => (alarm ? [`alarm ${of} ${alarm.text}`] : []));
    const lost = [...this.#lost].map((name) => `lost ${name}`);
    return ["watching", ...[...alarms, ...lost].sort()].join("\n");
  }

  #report() {
    // By name and then kind: the space comes before all that names are made of.
    const keys = [...this.#series.keys()].sort();
    return [...keys.map((of) => `${of} ${this.#series.get(of).summary}`), "."].join("\n");
  }

  #takeReading(client, kind, word) {
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

  #tellWatchers(text) {
    for (const watcher of this.#watchers) watcher.say(text);
  }
}

export const run = {
  run() {
    const limits = readLimits(String.fromCharCode(...readFile("/config/limits.txt")));
    const server = new LineServer("LISTEN_GREENHOUSE");
    server.serve(new Greenhouse(server, limits));
  },
};
