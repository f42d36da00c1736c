// Accepts connections at the address that LISTEN_DOOR names, in four ways.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { addressOf, Listener, waitForAny } from "./sockets.js";
import { print } from "./stdio.js";

const bytesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function end(connection) {
  connection.endWriting();
  connection.close();
}

function welcome(connection) {
  connection.write(bytesOf("welcome\n"));
  end(connection);
}

function noneYet(door) {
  if (door.acceptNow()) throw new Error("somebody is there");
  print("none yet");
  for (;;) {
    waitForAny([door.pollable]);
    const connection = door.acceptNow();
    if (connection) return welcome(connection);
  }
}

function ten(door) {
  const all = Array.from({ length: 10 }, () => door.accept());
  all.forEach((connection, index) => connection.write(bytesOf(`${index + 1} of 10\n`)));
  all.forEach(end);
}

// Sends back each whole line; whether the client goes on.
function serve(client) {
  const bytes = client.connection.readNow();
  if (bytes === undefined) return false;
  client.line.push(...bytes);
  for (let stop = client.line.indexOf(10); stop >= 0; stop = client.line.indexOf(10))
    client.connection.write(Uint8Array.from(client.line.splice(0, stop + 1)));
  return true;
}

function stalled(door) {
  const clients = [door.accept(), door.accept()].map((connection) => ({ connection, line: [] }));
  let open = clients;
  while (open.length > 0) {
    const ready = waitForAny(open.map(({ connection }) => connection.pollable));
    open = open.filter((client, index) => !ready.includes(index) || serve(client));
  }
  for (const { connection } of clients) end(connection);
}

export const run = {
  run() {
    const door = new Listener(addressOf("LISTEN_DOOR"));
    const mode = getArguments()[1];
    if (mode === "blocking") [1, 2].forEach(() => welcome(door.accept()));
    else if (mode === "none-yet") noneYet(door);
    else if (mode === "ten") ten(door);
    else if (mode === "stalled") stalled(door);
    else throw new Error(`there is no mode ${mode}`);
  },
};
