// An echo server at the address that LISTEN_ECHO names.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { addressOf, type Connection, Listener } from "./sockets.js";

function serve(connection: Connection): void {
  for (let bytes = connection.read(); bytes !== undefined; bytes = connection.read()) connection.write(bytes);
  connection.endWriting();
  connection.close();
}

export const run = {
  run(): void {
    const listener = new Listener(addressOf("LISTEN_ECHO"));
    for (let count = Number(getArguments()[1] ?? 1); count > 0; count--) serve(listener.accept());
  },
};
