/**
 * Runs a preview 1 module in the WASI that a JavaScript engine other than Node brings under Node's name.
 *
 *   host.mjs [--dir=HOST::GUEST]... [--env=K=V]... MODULE.wasm [ARG...]
 *
 * The guest gets the arguments, variables and directories named here and nothing else of this process; its exit code is
 * this one's. What goes wrong around it is exit code 1. See ending.mjs for how the guest ended.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import * as reported from "./ending.mjs";
import { readOptions } from "./options.mjs";

/**
 * Runs the module that this process's words name and ends the process. `open` makes `{ imports, start }` of `{ args, env, preopens }`;
 * `ending` is what ending.mjs exports, for an engine that reaches no descriptor by its number.
 */
export async function runModule(open, { leave, tell } = reported) {
  const { env, preopens, rest } = readOptions(process.argv.slice(2));
  const [file, ...args] = rest;
  if (file === undefined) leave("usage", "host.mjs [--dir=HOST::GUEST]... [--env=K=V]... MODULE.wasm [ARG...]", 2);
  let run;
  try {
    run = await instantiate(file, open({ args: [basename(file), ...args], env, preopens }));
  } catch (error) {
    leave(howOf(error), error);
  }
  try {
    // What the system makes of it.
    const code = run() & 255;
    tell({ how: "exit", code });
    process.exit(code);
  } catch (error) {
    leave("trap", error);
  }
}

/** Compiles and instantiates the module; returns what runs it. What fails here is no trap of the guest, but for its start function. */
async function instantiate(file, { imports, start }) {
  const module = await WebAssembly.compile(readFileSync(file));
  const instance = await WebAssembly.instantiate(module, imports);
  if (typeof instance.exports._start !== "function") throw new Error("the module exports no _start");
  if (!(instance.exports.memory instanceof WebAssembly.Memory)) throw new Error("the module exports no memory");
  return () => start(instance);
}

function howOf(error) {
  if (error instanceof WebAssembly.RuntimeError) return "trap";
  if (error instanceof WebAssembly.CompileError) return "refused-module";
  const isLink = error instanceof WebAssembly.LinkError || error instanceof TypeError;
  return isLink && /requires a callable|must be callable|must be an object|is not an object/.test(error.message) ? "missing-import" : "start";
}
