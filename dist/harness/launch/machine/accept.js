import { createServer } from "node:net";
/** Listens at a path until somebody connects, once. QEMU is the client: it never has to be asked again and again. */
export const acceptOne = (path) => {
    const server = createServer();
    const socket = new Promise((resolve, reject) => {
        server.on("error", reject);
        server.once("connection", (own) => {
            own.on("error", () => { });
            server.close();
            resolve(own);
        });
    });
    socket.catch(() => { });
    server.listen(path);
    return { socket, close: () => server.close() };
};
