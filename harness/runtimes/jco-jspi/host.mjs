/**
 * Runs the wasi:cli/run@0.3 of a component that transpile.mjs prepared, on preview3-shim; a language's own library finds WASI 0.2 there too,
 * by preview2-shim.
 *
 *   node host.mjs --modules=DIR [--dir=HOST::GUEST]... [--env=K=V]... OUTDIR [ARG...]
 *
 * DIR is the folder whose node_modules holds the shims. The guest gets the arguments, variables and directories named here, and the network. A
 * run that returns its error is exit code 1, and so is what goes wrong around it. See ../ending.mjs for how the guest ended.
 */
import { readFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { leave, tell } from "../ending.mjs";
import { readOptions } from "../options.mjs";
import { importFrom } from "../packages.mjs";

let began = false;
let failed = false;
// The shim ends the process where the guest exits.
process.on("exit", (code) => tell({ how: "exit", code }));
// A promise of the shim that fails with nobody to take it ends the guest.
process.on("uncaughtException", async (error) => {
  failed = true;
  if (began) await caughtUp();
  leave(began ? "trap" : "start", error);
});
const { modules, env, preopens, rest } = readOptions(process.argv.slice(2), { values: ["modules"] });
const [folder, ...args] = rest;
if (!modules || folder === undefined) leave("usage", "host.mjs --modules=DIR [--dir=HOST::GUEST]... [--env=K=V]... OUTDIR [ARG...]", 2);

// The list of the machine's interfaces is closed to a case. The shim binds only to addresses in it: those that the case has are its own.
os.networkInterfaces = () => ({ lo: loopback() });
syncBuiltinESMExports();

// What the guest has given to its standard streams: writes that last, and how many bytes they have taken and Node has been given.
const writing = new Set();
const bytes = { taken: 0, given: 0 };

let run;
try {
  const shim = await importFrom(modules, "@bytecodealliance/preview3-shim");
  const { WASIShim } = await importFrom(modules, "@bytecodealliance/preview2-shim/instantiation");
  const { instantiate } = await import(pathToFileURL(resolve(folder, "component.js")).href);
  // The end of the process would lose what Node had only queued for a pipe.
  for (const stream of [process.stdout, process.stderr]) {
    stream._handle?.setBlocking?.(true);
    counted(stream);
  }
  shim.cli._setArgs(["component.wasm", ...args]);
  shim.cli._setEnv(env);
  shim.cli._setCwd(undefined);
  shim.filesystem._setPreopens([]);
  for (const [guest, host] of Object.entries(preopens)) shim.filesystem._addPreopen(guest, host);
  const older = new WASIShim({ sandbox: { args: ["component.wasm", ...args], env, preopens, enableNetwork: true } }).getImportObject();
  const compile = (path) => WebAssembly.compile(readFileSync(join(folder, path)));
  const around = globalThis.aroundImports ?? ((imports) => imports);
  const exports = await instantiate(compile, around(both(tracked(interfacesOf(shim)), older)));
  run = Object.entries(exports).find(([name]) => name.startsWith("wasi:cli/run@"))?.[1].run;
  if (run === undefined) throw new Error("the component does not export wasi:cli/run");
} catch (error) {
  leave(error instanceof WebAssembly.RuntimeError ? "trap" : "start", error);
}
try {
  began = true;
  await run();
  await written();
  if (!failed) process.exit(0);
} catch (error) {
  // run's error carries nothing: jco throws undefined, or a ComponentError around it. All else is a trap or a failed host call.
  if (error === undefined || error?.constructor?.name === "ComponentError") {
    await written();
    process.exit(1);
  }
  await caughtUp();
  leave("trap", error);
}

/** The standard streams of the shim, whose writes are known while they last. */
function tracked(interfaces) {
  for (const name of ["wasi:cli/stdout", "wasi:cli/stderr"]) {
    const own = interfaces[name];
    interfaces[name] = {
      ...own,
      writeViaStream: (stream) => {
        const read = stream.read.bind(stream);
        stream.read = async (...most) => {
          const came = await read(...most);
          bytes.taken += came.value?.length ?? 0;
          return came;
        };
        const write = own.writeViaStream(stream);
        writing.add(write);
        return write;
      },
    };
  }
  return interfaces;
}

/** Counts what Node is given for a stream of this process. */
function counted(stream) {
  const write = stream.write.bind(stream);
  stream.write = (chunk, ...more) => {
    bytes.given += chunk.length;
    return write(chunk, ...more);
  };
}

/**
 * Waits, for a second at most, until what the guest gave to its streams has come to the shim's worker. The worker writes by way of this thread: what
 * it has sent is on its way, and is written in the next turns of the loop.
 */
async function written(early = new Promise(() => {})) {
  const limit = new Promise((resolve) => setTimeout(resolve, 1000).unref());
  await Promise.race([Promise.allSettled(writing), early, limit]);
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** The same of a guest that was ended: it closes no stream. What it has given is known to jco by the next millisecond. */
async function caughtUp() {
  const early = async () => {
    do await new Promise((resolve) => setTimeout(resolve, 5));
    while (bytes.given < bytes.taken);
  };
  await written(early());
}

function loopback() {
  const named = [...args, ...Object.values(env)].flatMap((text) => text.match(/\b127(?:\.\d{1,3}){3}\b/g) ?? []);
  const addresses = [...new Set(["127.0.0.1", ...named])].map((address) => ({ address, family: "IPv4", internal: true }));
  return [...addresses, { address: "::1", family: "IPv6", internal: true }];
}

/** The interfaces of WASI 0.3 by their names: the shim has them by the names of JavaScript. */
function interfacesOf(shim) {
  const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const packages = ["cli", "clocks", "filesystem", "http", "random", "sockets"];
  const isInterface = ([name, value]) => typeof value === "object" && value !== null && !name.startsWith("_");
  return Object.fromEntries(
    packages.flatMap((own) =>
      Object.entries(shim[own])
        .filter(isInterface)
        .map(([name, value]) => [`wasi:${own}/${kebab(name)}`, value]),
    ),
  );
}

/** jco knows an interface by its name without the version: functions of 0.3 stand beside those that only 0.2 has. */
function both(newer, older) {
  const imports = { ...newer };
  for (const [name, functions] of Object.entries(older)) {
    const [plain] = name.split("@");
    imports[plain] = { ...functions, ...imports[plain] };
  }
  return imports;
}
