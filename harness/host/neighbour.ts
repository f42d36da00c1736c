import { createServer, type Server } from "node:net";
import { neighbourAddress, printAddress } from "../model/addresses.ts";
import { GatehouseError } from "../model/errors.ts";

/**
 * Opens a server that no guest may reach: a probe that is refused must be refused by its sandbox, not because nobody is
 * there. Where another run has opened it already, that one serves. Returns what closes it.
 */
export const openNeighbour = (): Promise<() => void> =>
  new Promise((resolve, reject) => {
    const server: Server = createServer((socket) => socket.destroy());
    server.unref();
    server.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") return resolve(() => {});
      reject(
        new GatehouseError("run/neighbour", `no server can be opened on ${printAddress(neighbourAddress)}: ${error.message}`, {
          hint: "isolation probes need it: free the port, or filter them out",
          exitCode: 3,
        }),
      );
    });
    server.listen(neighbourAddress, () => resolve(() => server.close()));
  });
