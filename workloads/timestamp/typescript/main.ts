// A timestamp server at the address that LISTEN_TIME names: lines in, lines out, one client after another.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { now } from "wasi:clocks/wall-clock@0.2.12";
import { addressOf, type Connection, Listener } from "./sockets.js";
import { encode } from "./stdio.js";

const time = /^\d{4}-\d{2}-(?<day>\d{2})T([01]\d|2[0-3])(:[0-5]\d){2}(Z|(?<sign>[+-])(?<hours>[01]\d|2[0-3]):(?<minutes>[0-5]\d))$/;

/** A second as a Date, or undefined. */
function readSecond(text: string): Date | undefined {
  const second = Number(text);
  return /^-?\d{1,12}$/.test(text) && second >= -62167219200 && second <= 253402300799 ? new Date(second * 1000) : undefined;
}

/** A time's second, or undefined. */
function readTime(text: string): number | undefined {
  const { day, sign, hours = 0, minutes = 0 } = time.exec(text)?.groups ?? {};
  if (day === undefined) return undefined;
  const local = new Date(`${text.slice(0, 19)}Z`);
  // An engine may move a day that does not exist on to one that does.
  if (Number.isNaN(local.getTime()) || local.getUTCDate() !== Number(day)) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60;
  return local.getTime() / 1000 + (sign === "-" ? offset : -offset);
}

function isNowBetween(from: number | undefined, until: number | undefined): string | undefined {
  if (from === undefined || until === undefined) return undefined;
  const { seconds } = now();
  return seconds >= from && seconds <= until ? "yes" : "no";
}

function answer(line: string): string {
  const [command, first = "", ...more] = line.split(" ");
  if (command === "between") return (more.length === 1 && isNowBetween(readTime(first), readTime(more[0] ?? ""))) || "error";
  if (more.length > 0) return "error";
  if (command === "format") return readSecond(first)?.toISOString().replace(".000Z", "Z") ?? "error";
  if (command === "http") return readSecond(first)?.toUTCString() ?? "error";
  return (command === "parse" && readTime(first)?.toString()) || "error";
}

function serve(connection: Connection): void {
  let waiting = "";
  for (let bytes = connection.read(); bytes !== undefined; bytes = connection.read()) {
    const lines = (waiting + String.fromCharCode(...bytes)).split("\n");
    waiting = lines.pop() ?? "";
    connection.write(encode(lines.map((line) => `${answer(line)}\n`).join("")));
  }
  connection.endWriting();
  connection.close();
}

export const run = {
  run(): void {
    const listener = new Listener(addressOf("LISTEN_TIME"));
    for (let count = Number(getArguments()[1] ?? 1); count > 0; count--) serve(listener.accept());
  },
};
