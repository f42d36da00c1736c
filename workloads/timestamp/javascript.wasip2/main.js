// A timestamp server at the address that LISTEN_TIME names: lines in, lines out, one client after another.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { now } from "wasi:clocks/wall-clock@0.2.12";
import { addressOf, Listener } from "./sockets.js";
import { encode } from "./stdio.js";

const time = /^\d{4}-\d{2}-(\d{2})T([01]\d|2[0-3])(:[0-5]\d){2}(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** A second as a Date, or undefined. */
function readSecond(text) {
  const second = Number(text);
  return /^-?\d{1,12}$/.test(text) && second >= -62167219200 && second <= 253402300799 ? new Date(second * 1000) : undefined;
}

/** A time's second, or undefined. */
function readTime(text) {
  const [, day, , , sign, hours, minutes] = time.exec(text) ?? [];
  if (day === undefined) return undefined;
  const local = new Date(`${text.slice(0, 19)}Z`);
  // An engine may move a day that does not exist on to one that does.
  if (Number.isNaN(local.getTime()) || local.getUTCDate() !== Number(day)) return undefined;
  const offset = sign === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * 60;
  return local.getTime() / 1000 + (sign === "-" ? offset : -offset);
}

function isNowBetween(from, until) {
  if (from === undefined || until === undefined) return undefined;
  const { seconds } = now();
  return seconds >= from && seconds <= until ? "yes" : "no";
}

const commands = {
  format: (second) => readSecond(second)?.toISOString().replace(".000Z", "Z"),
  http: (second) => readSecond(second)?.toUTCString(),
  parse: (text) => readTime(text)?.toString(),
  between: (from, until = "") => isNowBetween(readTime(from), readTime(until)),
};

function answer(line) {
  const [command, ...words] = line.split(" ");
  const wanted = command === "between" ? 2 : 1;
  return (Object.hasOwn(commands, command) && words.length === wanted && commands[command](...words)) || "error";
}

function serve(connection) {
  let waiting = "";
  for (let bytes = connection.read(); bytes !== undefined; bytes = connection.read()) {
    const lines = (waiting + String.fromCharCode(...bytes)).split("\n");
    waiting = lines.pop();
    connection.write(encode(lines.map((line) => `${answer(line)}\n`).join("")));
  }
  connection.endWriting();
  connection.close();
}

export const run = {
  run() {
    const listener = new Listener(addressOf("LISTEN_TIME"));
    for (let count = Number(getArguments()[1] ?? 1); count > 0; count--) serve(listener.accept());
  },
};
