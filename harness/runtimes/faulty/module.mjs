/**
 * Runs a preview 1 module in node:wasi as runtime node-wasi does, with preopened sockets and one named fault where it has one.
 *
 *   node module.mjs [--fault=ID] --modules=DIR [--listen=HOST:PORT]... [--dir=HOST::GUEST]... [--env=K=V]... MODULE.wasm [ARG...]
 */
import { WASI } from "node:wasi";
import { aroundModule } from "../around.mjs";
import { faultNamed } from "./faults.mjs";
import { mendModule } from "./mended.mjs";
import { strikeModule } from "./module-fault.mjs";
import { takeOptions } from "./options.mjs";
import { Told } from "./told.mjs";

const { fault, listen, folders, rest } = takeOptions(process.argv.slice(2));
const told = new Told();
const own = fault === undefined ? undefined : faultNamed(fault);
const { openSockets } = listen.length > 0 ? await import("./sockets.mjs") : {};
const sockets = openSockets?.(listen);

let memory;
const { getImportObject, start } = WASI.prototype;
WASI.prototype.start = function (instance) {
  memory = instance.exports.memory;
  return start.call(this, instance);
};
WASI.prototype.getImportObject = function (...words) {
  const plain = getImportObject.apply(this, words);
  const { wasi_snapshot_preview1: functions } = mendModule(plain, () => memory, folders);
  const whole = { ...plain, wasi_snapshot_preview1: sockets ? sockets.over(functions, () => memory) : functions };
  const struck = own
    ? strikeModule(
        own,
        whole,
        () => memory,
        (error) => told.strike(error),
      )
    : whole;
  return aroundModule(
    struck,
    () => memory,
    told.around(
      (result) => result ?? 0,
      () => "end",
    ),
  );
};

process.argv.splice(2, process.argv.length, ...rest.filter((word) => !word.startsWith("--modules=")));
await import("../node-wasi/host.mjs");
