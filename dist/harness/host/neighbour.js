import { createServer } from "node:net";
import { GatehouseError } from "../model/errors.js";
/** Where somebody else's server listens while isolation probes run; said in the contracts of workloads. */
const address = { host: "127.0.0.1", port: 47474 };
/**
 * Opens a server that no guest may reach: a probe that is refused must be refused by its sandbox, not because nobody is
 * there. Where another run has opened it already, that one serves. Returns what closes it.
 */
export const openNeighbour = () => new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.on("error", (error) => {
        if (error.code === "EADDRINUSE")
            return resolve(() => { });
        reject(new GatehouseError("run/neighbour", `no server can be opened on ${address.host}:${address.port}: ${error.message}`, {
            hint: "isolation probes need it: free the port, or filter them out",
            exitCode: 3,
        }));
    });
    server.listen(address, () => resolve(() => server.close()));
});
