// A logging service at the address that LISTEN_LOG names: lines in by level and source, files in /logs.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { appendFile, readFile } from "./files.js";
import { LineServer } from "./lines.js";

const levels = ["debug", "info", "warn", "error"];
/** How many were stored, by level. */
const stored = [0, 0, 0, 0];

const storedFrom = (level) => stored.slice(level).reduce((sum, count) => sum + count, 0);

function store(least, rest) {
  const [, word, source, text] = /^(\w+) ([a-z0-9-]{1,32}) ([^]+)$/.exec(rest) ?? [];
  const level = levels.indexOf(word);
  if (level < 0) return undefined;
  if (level < least) return "skipped";
  const number = storedFrom(0) + 1;
  appendFile(`/logs/${source}.log`, Uint8Array.from(`${number} ${word} ${text}\n`, (character) => character.charCodeAt(0)));
  stored[level]++;
  return `stored ${number}`;
}

function tail(rest) {
  const [, source, count] = /^([a-z0-9-]{1,32}) (\d{1,2})$/.exec(rest) ?? [];
  if (source === undefined || Number(count) === 0) return undefined;
  return [...linesOf(`/logs/${source}.log`).slice(-Number(count)), "."].join("\n");
}

function linesOf(path) {
  try {
    return String.fromCharCode(...readFile(path)).split("\n").slice(0, -1);
  } catch (error) {
    if (error.payload === "no-entry") return [];
    throw error;
  }
}

function count(word) {
  const level = levels.indexOf(word);
  return level < 0 ? undefined : storedFrom(level);
}

export const run = {
  run() {
    const least = levels.indexOf(getArguments()[1] ?? "debug");
    const server = new LineServer("LISTEN_LOG");
    server.serve({
      line(client, line) {
        if (line === "stop") {
          client.say(`stopped ${storedFrom(0)}`);
          server.stop();
          return;
        }
        const [command] = line.split(" ", 1);
        const rest = line.slice(command.length + 1);
        const answers = { log: () => store(least, rest), tail: () => tail(rest), count: () => count(rest) };
        client.say(Object.hasOwn(answers, command) ? (answers[command]() ?? "error") : "error");
      },
    });
  },
};
