/**
 * Runs the wasi:cli/run of a component that transpile.mjs prepared, on preview2-shim; with --serve it hands the requests that come
 * there to its wasi:http/incoming-handler instead.
 *
 *   node host.mjs --modules=DIR [--network] [--listening=FILE | --serve=HOST:PORT] [--dir=HOST::GUEST]... [--env=K=V]... OUTDIR [ARG...]
 *
 * DIR is the folder whose node_modules holds preview2-shim. The guest gets the arguments, variables and directories named
 * here and nothing else of this process, and the network only with --network. Where the guest listens, `tcp HOST:PORT` or
 * `udp HOST:PORT` is written to FILE, a line each: the shim listens from bind on, but drops what comes before the guest listens.
 * A run that returns its error is exit code 1, and so is what goes wrong around it. See ../ending.mjs for how the guest ended.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { leave, tell } from "../ending.mjs";
import { readOptions } from "../options.mjs";
import { importFrom } from "../packages.mjs";

// The shim ends the process where the guest exits.
process.on("exit", (code) => tell({ how: "exit", code }));
process.on("uncaughtException", (error) => leave("start", error));
const { modules, env, preopens, network, listening, serve, rest } = readOptions(process.argv.slice(2), {
  flags: ["network"],
  values: ["modules", "listening", "serve"],
});
const [folder, ...args] = rest;
if (!modules || folder === undefined)
  leave("usage", "host.mjs --modules=DIR [--network] [--listening=FILE | --serve=HOST:PORT] [--dir=HOST::GUEST]... [--env=K=V]... OUTDIR [ARG...]", 2);

let run;
let handler;
try {
  const { cli } = await importFrom(modules, "@bytecodealliance/preview2-shim");
  const { WASIShim } = await importFrom(modules, "@bytecodealliance/preview2-shim/instantiation");
  const { instantiate } = await import(pathToFileURL(resolve(folder, "component.js")).href);
  // The guest's exit ends the process at once: what Node had only queued for a pipe would be lost.
  for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);
  cli._setCwd(undefined);
  if (listening !== undefined) await tellListening(listening);
  const shim = new WASIShim({ sandbox: { args: ["component.wasm", ...args], env, preopens, enableNetwork: network ?? false } });
  const compile = (path) => WebAssembly.compile(readFileSync(join(folder, path)));
  const exports = await instantiate(compile, shim.getImportObject());
  const exported = (start) => Object.entries(exports).find(([name]) => name.startsWith(start))?.[1];
  run = exported("wasi:cli/run@")?.run;
  handler = exported("wasi:http/incoming-handler@");
  if (serve === undefined && run === undefined) throw new Error("the component does not export wasi:cli/run");
  if (serve !== undefined && handler === undefined) throw new Error("the component does not export wasi:http/incoming-handler");
} catch (error) {
  // What jco makes of a component takes the functions of each interface out of the imports: of one that is not there it says so.
  const missing = /'imports\.([^']+)' as it is undefined/.exec(error?.message)?.[1];
  if (missing !== undefined) leave("missing-import", missing);
  leave(error instanceof WebAssembly.RuntimeError ? "trap" : "start", error);
}
try {
  if (serve !== undefined) await listen();
  else await run();
  process.exit(0);
} catch (error) {
  // run's error carries nothing: jco throws undefined, or a ComponentError around it. All else is a trap or a failed host call.
  if (error === undefined || error?.constructor?.name === "ComponentError") process.exit(1);
  leave("trap", error);
}

/** Serves until the process is ended. */
async function listen() {
  const { HTTPServer } = await importFrom(modules, "@bytecodealliance/preview2-shim/http");
  const [host, port] = serve.split(":");
  new HTTPServer(handler).listen(Number(port), host);
  await new Promise(() => {});
}

/** Has every socket tell when it has come to listen, or to receive. */
async function tellListening(file) {
  const { tcp, udp } = await importFrom(modules, "@bytecodealliance/preview2-shim/sockets");
  tellAfter("finishListen", tcp.TcpSocket.prototype, "tcp", file);
  tellAfter("stream", udp.UdpSocket.prototype, "udp", file);
}

function tellAfter(name, prototype, protocol, file) {
  const method = prototype[name];
  prototype[name] = function (...words) {
    const result = method.apply(this, words);
    const { tag, val } = this.localAddress();
    if (tag === "ipv4") appendFileSync(file, `${protocol} ${val.address.join(".")}:${val.port}\n`);
    return result;
  };
}
