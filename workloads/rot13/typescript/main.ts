// A ROT13 server for many clients at the address that LISTEN_ROT13 names.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { serveClients } from "./clients.js";

function rotate(byte: number): number {
  const first = byte >= 97 ? 97 : 65;
  return byte >= first && byte < first + 26 ? first + ((byte - first + 13) % 26) : byte;
}

export const run = {
  run(): void {
    serveClients("LISTEN_ROT13", Number(getArguments()[1] ?? 1), (connection) => ({
      take(bytes) {
        connection.write(bytes.map(rotate));
        return true;
      },
    }));
  },
};
