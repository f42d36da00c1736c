// A chat client, which connects to the address that CONNECT_CHAT names.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { getStdin, type InputStream } from "wasi:cli/stdin@0.2.12";
import { addressOf, codeOf, type Connection, connect, waitForAny } from "./sockets.js";
import { encode, warn, write } from "./stdio.js";

function open(): Connection | undefined {
  try {
    return connect(addressOf("CONNECT_CHAT"));
  } catch (error) {
    if (codeOf(error) !== "connection-refused") throw error;
    return undefined;
  }
}

/** Which error of a stream it is. */
function tagOf(error: unknown): string | undefined {
  return (error as { payload?: { tag: string } }).payload?.tag;
}

/** What has been typed; undefined at the end. */
function typed(stdin: InputStream): Uint8Array | undefined {
  try {
    return stdin.read(4096);
  } catch (error) {
    if (tagOf(error) === "closed") return undefined;
    throw error;
  }
}

/** Talks until the server ends the connection; true where it was asked to. */
function talk(connection: Connection, stdin: InputStream): boolean {
  const keyboard = stdin.subscribe();
  let quitting = false;
  for (;;) {
    const ready = waitForAny(quitting ? [connection.pollable] : [connection.pollable, keyboard]);
    if (ready.includes(0)) {
      const bytes = connection.readNow();
      if (bytes === undefined) return quitting;
      write(bytes);
    }
    if (!ready.includes(1)) continue;
    const bytes = typed(stdin);
    quitting = bytes === undefined;
    connection.write(bytes ?? encode("/quit\n"));
  }
}

/** What broke off is an end too. */
function talkToTheEnd(connection: Connection): boolean {
  try {
    return talk(connection, getStdin());
  } catch (error) {
    if (tagOf(error) === "last-operation-failed") return false;
    throw error;
  }
}

export const run = {
  run(): void {
    const connection = open();
    if (connection === undefined) {
      warn("nobody is there");
      throw undefined; // the error of run's result: exit status 1
    }
    connection.write(encode(`${getArguments()[1]}\n`));
    const done = talkToTheEnd(connection);
    connection.close();
    if (done) return;
    warn("the server has gone");
    throw undefined;
  },
};
