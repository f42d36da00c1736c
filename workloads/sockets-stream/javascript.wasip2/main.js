// Moves bytes over connections at the address that LISTEN_PIPE names.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { subscribeDuration } from "wasi:clocks/monotonic-clock@0.2.12";
import { addressOf, codeOf, Listener } from "./sockets.js";
import { print, write } from "./stdio.js";

const bytesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function* pieces(connection) {
  for (let bytes = connection.read(); bytes !== undefined; bytes = connection.read()) yield bytes;
}

const modes = {
  echo(connection) {
    for (const bytes of pieces(connection)) connection.write(bytes);
  },
  count(connection) {
    subscribeDuration(500_000_000).block();
    let whole = 0;
    let sum = 0;
    for (const bytes of pieces(connection)) {
      for (let at = (4096 - (whole % 4096)) % 4096; at < bytes.length; at += 4096) sum += bytes[at];
      whole += bytes.length;
    }
    connection.write(bytesOf(`${whole} ${sum}\n`));
  },
  "speak-first"(connection) {
    connection.write(bytesOf("bye\n"));
    connection.endWriting();
    for (const bytes of pieces(connection)) write(bytes);
  },
  nothing(connection) {
    connection.write(bytesOf("a"));
    connection.write(new Uint8Array());
    connection.write(bytesOf("b\n"));
  },
};

function end(connection) {
  connection.endWriting();
  connection.close();
}

function reset(connection, door) {
  connection.write(bytesOf("ready\n"));
  let how = "ended";
  try {
    for (const _ of pieces(connection));
  } catch (error) {
    if (codeOf(error)?.tag !== "last-operation-failed") throw error;
    how = "reset";
  }
  print(how);
  connection.close();
  const other = door.accept();
  other.write(bytesOf("still here\n"));
  end(other);
}

export const run = {
  run() {
    const door = new Listener(addressOf("LISTEN_PIPE"));
    const mode = getArguments()[1];
    const connection = door.accept();
    if (mode === "reset") return reset(connection, door);
    modes[mode](connection);
    if (mode === "speak-first") connection.close();
    else end(connection);
  },
};
