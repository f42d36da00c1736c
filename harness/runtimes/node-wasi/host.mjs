/**
 * Runs a preview 1 module in node:wasi.
 *
 *   node --disable-warning=ExperimentalWarning host.mjs [--dir=HOST::GUEST]... [--env=K=V]... MODULE.wasm [ARG...]
 *
 * The guest gets the arguments, variables and directories named here and nothing else of this process; its exit code is
 * this one's. What goes wrong around it is exit code 1. How the guest ended is told on descriptor 3, where that is a file, as one
 * line of JSON: `how` is exit, trap, missing-import, refused-module or start (the guest never ran), with its `code` or a `message`.
 */
import { fstatSync, readFileSync, writeSync } from "node:fs";
import { basename } from "node:path";
import { WASI } from "node:wasi";

// First of all: later the guest's files may have that number.
let reports = isReport();
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

/** Options end at the first word that is none, so that the guest's own `--dir=` stays the guest's. */
function readOptions(words) {
  const env = {};
  const preopens = {};
  let at = 0;
  for (; at < words.length; at++) {
    const directory = /^--dir=(.*)::(.*)$/s.exec(words[at]);
    const variable = /^--env=(.*?)=(.*)$/s.exec(words[at]);
    if (directory) preopens[directory[2]] = directory[1];
    else if (variable) env[variable[1]] = variable[2];
    else break;
  }
  return { env, preopens, rest: words.slice(at) };
}

/** Says on standard error what went wrong, for people, and tells it. Written by descriptor: a stream of Node's could lose the line when the process ends. */
function leave(how, reason, code = 1) {
  const message = String(reason?.message ?? reason)
    .trim()
    .replace(/\s+/g, " ");
  writeSync(2, `gatehouse-host: ${how}: ${message}\n`);
  tell({ how, message });
  process.exit(code);
}

/** Tells once how the guest ended, on descriptor 3 where that is a report: no guest has it. */
function tell(ending) {
  if (reports) writeSync(3, `${JSON.stringify(ending)}\n`);
  reports = false;
}

function isReport() {
  try {
    return fstatSync(3).isFile();
  } catch {
    return false;
  }
}
