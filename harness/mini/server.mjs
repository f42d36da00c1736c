/**
 * An engine whose programs are servers, with one trait. It really listens and really answers; what it is given to run
 * does not count where it is given sockets, else engine.mjs runs it.
 *
 *   server.mjs --trait=NAME [--listening=FILE] [--listen=HOST:PORT]... MODULE.wasm CONNECTIONS
 */
import { spawn } from "node:child_process";
import { appendFileSync, fstatSync, writeSync } from "node:fs";
import { createServer } from "node:net";

const trait = process.argv[2].slice("--trait=".length);
const file = process.argv.find((word) => word.startsWith("--listening="));
const listen = process.argv.find((word) => word.startsWith("--listen="));
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const forever = () => new Promise(() => setInterval(() => {}, 60_000));

// For so long whoever connects too early is broken off.
const earlyMs = 1000;

/** How a trait answers what came: an echo where it does not say. */
const answers = {
  "byte-short": (bytes, socket) => socket.end(bytes.subarray(0, -1)),
  "byte-wrong": (bytes, socket) => socket.write(bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))),
  "byte-more": (bytes, socket) => socket.write(Buffer.concat([bytes, Buffer.from("!")])),
  resets: (_, socket) => socket.resetAndDestroy(),
  silent: () => {},
  floods: (bytes, socket) => {
    socket.on("error", () => {});
    socket.write(bytes);
    const flood = () => {
      while (socket.writable && socket.write(Buffer.alloc(65_536)));
    };
    socket.on("drain", flood);
    flood();
  },
};

/** Where a trait listens instead. */
const places = {
  "wrong-host": (address) => ({ ...address, host: "127.0.0.1" }),
  "wrong-port": (address) => ({ ...address, port: address.port + 1 }),
  everywhere: (address) => ({ ...address, host: "0.0.0.0" }),
};

async function serve([host, port], connections) {
  if (trait === "exits") process.exit(3);
  if (trait === "late") await pause(7500);
  if (trait === "never") await forever();
  let left = connections;
  const started = performance.now();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    if (trait.startsWith("early") && performance.now() - started < earlyMs) {
      socket.destroy();
      return;
    }
    if (trait === "one-client") server.close();
    if (trait === "one-client-waits" && left < connections) return;
    left--;
    socket.on("data", (bytes) => (answers[trait] ?? ((own, to) => to.write(own)))(bytes, socket));
    socket.on("end", () => socket.end());
    socket.on("error", () => {});
    if (left === 0) server.close();
  });
  server.listen((places[trait] ?? ((address) => address))({ host, port: Number(port) }));
  if (trait === "early-tells") {
    await pause(earlyMs);
    appendFileSync(file.slice("--listening=".length), `tcp ${host}:${port}\n`);
  }
  await new Promise((resolve) => server.on("close", resolve));
  if (trait === "stays") await forever();
  if (trait === "leaves-process") spawn(process.execPath, ["-e", "setTimeout(() => {}, 600000)"], { detached: true, stdio: "ignore" }).unref();
  if (trait === "talks") process.stdout.write("served\n");
}

if (listen === undefined) {
  process.argv[2] = "--trait=honest";
  await import("./engine.mjs");
} else {
  process.on("exit", (code) => {
    if (fstatSync(3).isFile()) writeSync(3, `${JSON.stringify({ how: "exit", code })}\n`);
  });
  await serve(listen.slice("--listen=".length).split(":"), Number(process.argv.at(-1)));
}
