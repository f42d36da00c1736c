// Connects to the addresses that the environment names.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { addressOf, codeOf, connect } from "./sockets.js";
import { print, write } from "./stdio.js";

const bytesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function talk({ endsFirst }) {
  const connection = connect(addressOf("CONNECT_SERVER"));
  connection.write(bytesOf("hello\n"));
  if (endsFirst) connection.endWriting();
  for (let bytes = connection.read(); bytes !== undefined; bytes = connection.read()) write(bytes);
  connection.close();
}

function refused(variable) {
  try {
    connect(addressOf(variable));
  } catch (error) {
    if (codeOf(error) !== "connection-refused") throw error;
    return print("refused");
  }
  throw new Error("somebody was there");
}

function reset() {
  const connection = connect(addressOf("CONNECT_SERVER"));
  let how = "ended";
  try {
    while (connection.read() !== undefined);
  } catch (error) {
    if (codeOf(error)?.tag !== "last-operation-failed") throw error;
    how = "reset";
  }
  print(how);
  connection.close();
}

function ten() {
  const all = Array.from({ length: 10 }, () => connect(addressOf("CONNECT_SERVER")));
  all.forEach((connection, index) => {
    connection.write(bytesOf(`${index}\n`));
    connection.endWriting();
  });
  for (const connection of all) connection.close();
}

export const run = {
  run() {
    const mode = getArguments()[1];
    if (mode === "talk") talk({ endsFirst: true });
    else if (mode === "refused") refused("CONNECT_SERVER");
    else if (mode === "reset") reset();
    else if (mode === "ten") ten();
    else if (mode === "between") {
      refused("CONNECT_FIRST");
      talk({ endsFirst: false });
    } else throw new Error(`there is no mode ${mode}`);
  },
};
