/**
 * An engine whose programs talk to each other. What it is given to run does not count where it is given sockets, else
 * engine.mjs runs it: one with CONNECT_… hands each connection on to there, any other sends back what comes.
 *
 *   relay.mjs [--short | --falls] [--env=NAME=VALUE]... MODULE.wasm CONNECTIONS
 */
import { fstatSync, writeSync } from "node:fs";
import { connect, createServer } from "node:net";

const words = process.argv.slice(2);
const addressOf = (start) => {
  const [host, port] =
    words
      .find((word) => word.startsWith(`--env=${start}_`))
      ?.split("=")[2]
      .split(":") ?? [];
  return host && { host, port: Number(port) };
};
const [listen, upstream] = [addressOf("LISTEN"), addressOf("CONNECT")];
const [short, falls] = ["--short", "--falls"].map((word) => words.includes(word));

const answer = (socket) => {
  socket.on("data", (bytes) => {
    // What it runs in goes down with it.
    if (falls) for (const pid of [process.ppid, process.pid]) process.kill(pid, "SIGKILL");
    if (short) socket.end(bytes.subarray(0, -1));
    else socket.write(bytes);
  });
  socket.on("end", () => socket.end());
};

const handOn = (socket) => {
  const other = connect({ ...upstream, allowHalfOpen: true });
  other.on("error", () => socket.resetAndDestroy());
  socket.pipe(other).pipe(socket);
};

if (listen === undefined) {
  process.argv = [...process.argv.slice(0, 2), "--trait=honest", ...words];
  await import("./engine.mjs");
} else {
  process.on("exit", (code) => {
    if (fstatSync(3).isFile()) writeSync(3, `${JSON.stringify({ how: "exit", code })}\n`);
  });
  let left = Number(words.at(-1));
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => {});
    (upstream ? handOn : answer)(socket);
    if (--left === 0) server.close();
  });
  server.listen(listen);
}
