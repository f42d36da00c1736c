import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { watched } from "../../host/clock.js";
import { Bell } from "./bell.js";
import { silent } from "./seen.js";
import { TcpPeer } from "./tcp-peer.js";
import { UdpPeer } from "./udp-peer.js";
// More than any contract asks for: a program that goes on connecting must not take all descriptors of the harness.
const mostConnections = 256;
const unasked = (count, what) => count === 0 ? undefined : { how: "differs", detail: `${count} ${what} that no step accepts` };
// What a program did before it ended may come a moment later than that it has ended.
const lookMs = 200;
const next = async (queue, bell, limitMs, hasEnded) => {
    const until = watched() + limitMs;
    for (let over = 0; queue.length === 0; over += hasEnded() ? 1 : 0) {
        if (watched() >= until)
            return silent("nobody connected", limitMs);
        if (over > 1)
            return { how: "ended", detail: "nobody connected, and every program has ended" };
        await bell.wait(Math.min(lookMs, until - watched()));
    }
    return queue.shift();
};
/** Listens for TCP connections at an address; nobody waits for one when all programs have ended. */
export const listenTcp = async (address, hasEnded) => {
    const bell = new Bell();
    const queue = [];
    const all = new Set();
    let turnedAway = 0;
    const server = createServer({ allowHalfOpen: true }, (socket) => {
        if (all.size >= mostConnections) {
            turnedAway++;
            socket.on("error", () => { });
            socket.destroy();
            return;
        }
        all.add(socket);
        queue.push(new TcpPeer(socket));
        bell.ring();
    });
    server.listen({ ...address, backlog: 128 });
    await once(server, "listening");
    const close = () => {
        server.close();
        for (const socket of all)
            socket.destroy();
    };
    return { accept: (limitMs) => next(queue, bell, limitMs, hasEnded), settle: () => unasked(queue.length + turnedAway, "connections"), close };
};
/** Takes datagrams at an address; whoever sends the first is the peer of the next accept. */
export const listenUdp = async (address, hasEnded) => {
    const bell = new Bell();
    const queue = [];
    const known = new Set();
    let turnedAway = 0;
    const socket = createSocket("udp4");
    socket.setMaxListeners(0);
    socket.on("message", (bytes, from) => {
        const name = `${from.address}:${from.port}`;
        if (known.has(name))
            return;
        if (known.size >= mostConnections) {
            turnedAway++;
            return;
        }
        known.add(name);
        queue.push(new UdpPeer(socket, { host: from.address, port: from.port }, hasEnded, bytes));
        bell.ring();
    });
    socket.bind(address.port, address.host);
    await once(socket, "listening");
    socket.on("error", () => bell.ring());
    const close = () => {
        try {
            socket.close();
        }
        catch {
            // It is closed already.
        }
    };
    return { accept: (limitMs) => next(queue, bell, limitMs, hasEnded), settle: () => unasked(queue.length + turnedAway, "senders"), close };
};
