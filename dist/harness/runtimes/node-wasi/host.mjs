/**
 * Runs a preview 1 module in node:wasi.
 *
 *   node --disable-warning=ExperimentalWarning host.mjs [--dir=HOST::GUEST]... [--env=K=V]... MODULE.wasm [ARG...]
 *
 * The guest gets the arguments, variables and directories named here and nothing else of this process; its exit code is
 * this one's. What goes wrong around it is exit code 1 and one line on standard error, `gatehouse-host: start: …` before
 * the guest runs and `gatehouse-host: trap: …` once it does, so that the harness can tell the three apart.
 */
import { readFileSync, writeSync } from "node:fs";
import { basename } from "node:path";
import { WASI } from "node:wasi";

const { env, preopens, rest } = readOptions(process.argv.slice(2));
const [file, ...args] = rest;
if (file === undefined) leave("usage", "host.mjs [--dir=HOST::GUEST]... [--env=K=V]... MODULE.wasm [ARG...]", 2);

let wasi, instance;
try {
  const module = await WebAssembly.compile(readFileSync(file));
  wasi = new WASI({ version: "preview1", args: [basename(file), ...args], env, preopens, returnOnExit: true });
  instance = await WebAssembly.instantiate(module, wasi.getImportObject());
} catch (error) {
  leave(error instanceof WebAssembly.RuntimeError ? "trap" : "start", error);
}
try {
  process.exit(wasi.start(instance));
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

/** Written by descriptor: a stream of Node's could lose the line when the process ends. */
function leave(stage, reason, code = 1) {
  const line = String(reason?.message ?? reason)
    .trim()
    .replace(/\s+/g, " ");
  writeSync(2, `gatehouse-host: ${stage}: ${line}\n`);
  process.exit(code);
}
