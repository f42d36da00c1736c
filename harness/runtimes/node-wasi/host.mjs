/**
 * Runs a preview 1 module in node:wasi.
 *
 *   node --disable-warning=ExperimentalWarning host.mjs [--dir=HOST::GUEST]... [--env=K=V]... MODULE.wasm [ARG...]
 *
 * The guest gets the arguments, variables and directories named here and nothing else of this process; its exit code is
 * this one's. What goes wrong around it is exit code 1. See ../ending.mjs for how the guest ended.
 */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { WASI } from "node:wasi";
import { leave, tell } from "../ending.mjs";
import { readOptions } from "../options.mjs";

const { env, preopens, rest } = readOptions(process.argv.slice(2));
const [file, ...args] = rest;
if (file === undefined) leave("usage", "host.mjs [--dir=HOST::GUEST]... [--env=K=V]... MODULE.wasm [ARG...]", 2);

let wasi, instance;
try {
  const module = await WebAssembly.compile(readFileSync(file));
  wasi = new WASI({ version: "preview1", args: [basename(file), ...args], env, preopens, returnOnExit: true });
  instance = await WebAssembly.instantiate(module, wasi.getImportObject());
} catch (error) {
  const isLink = error instanceof WebAssembly.LinkError || error instanceof TypeError;
  const isMissing = isLink && /function import requires a callable|module is not an object/.test(error.message);
  const isRefused = error instanceof WebAssembly.CompileError;
  leave(error instanceof WebAssembly.RuntimeError ? "trap" : isMissing ? "missing-import" : isRefused ? "refused-module" : "start", error);
}
try {
  const code = wasi.start(instance);
  // What the system makes of it.
  tell({ how: "exit", code: code & 255 });
  process.exit(code);
} catch (error) {
  // Node refuses a module without _start or memory with an error of its own, which has a code; the rest came out of the guest.
  leave(error?.code?.startsWith("ERR_INVALID_ARG") ? "start" : "trap", error);
}
