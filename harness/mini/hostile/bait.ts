import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** Somebody who listens at one port of every address of this machine, by TCP and UDP, and notes who came. */
export interface Bait {
  readonly port: number;
  readonly heard: readonly string[];
  close(): void;
}

/** Opens one. What honest cells send goes to addresses and ports of their own. */
export const openBait = async (): Promise<Bait> => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    heard.push(`a connection from ${socket.remoteAddress}`);
    socket.on("error", () => {}).destroy();
  });
  const port = await new Promise<number>((resolve) => server.listen(0, "::", () => resolve((server.address() as { port: number }).port)));
  const datagrams = createSocket("udp6").on("message", (bytes, from) => heard.push(`${bytes.length} bytes from ${from.address}`));
  await new Promise<void>((resolve) => datagrams.bind(port, "::", resolve));
  return {
    port,
    heard,
    close: () => {
      server.close();
      datagrams.close();
    },
  };
};
