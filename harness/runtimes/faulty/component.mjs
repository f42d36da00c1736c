/**
 * Runs a component as runtime jco does, with one named fault where it has one.
 *
 *   node component.mjs [--fault=ID] --modules=DIR [OPTION of jco's host]... OUTDIR [ARG...]
 */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { isatty } from "node:tty";
import { pathToFileURL } from "node:url";
import { aroundComponent } from "../around.mjs";
import { strikeComponent } from "./component-fault.mjs";
import { errorName, uncorrected } from "./component-mechanisms.mjs";
import { faultNamed } from "./faults.mjs";
import { takeOptions } from "./options.mjs";
import { Told } from "./told.mjs";

const { fault, modules, rest } = takeOptions(process.argv.slice(2));
const told = new Told();
const own = fault === undefined ? undefined : faultNamed(fault);
const packages = createRequire(join(resolve(modules), "package.json"));
const { WASIShim } = await import(pathToFileURL(packages.resolve("@bytecodealliance/preview2-shim/instantiation")).href);

// preview2-shim tells of each standard stream that it is a terminal.
const isTerminal = (name) => {
  const stream = /terminal-(stdin|stdout|stderr)#get-/.exec(name)?.[1];
  return stream === undefined || isatty(["stdin", "stdout", "stderr"].indexOf(stream));
};
// preview2-shim's own skip and splice fail.
const streams = {
  "wasi:io/streams#[method]input-stream.skip": ([stream, length]) => BigInt(stream.read(length).byteLength),
  "wasi:io/streams#[method]input-stream.blocking-skip": ([stream, length]) => BigInt(stream.blockingRead(length).byteLength),
  "wasi:io/streams#[method]output-stream.splice": ([stream, source, length]) => {
    const room = stream.checkWrite();
    const bytes = source.read(length < room ? length : room);
    if (bytes.byteLength > 0) stream.write(bytes);
    return BigInt(bytes.byteLength);
  },
};
const mended = (name, args, call) => (streams[name] ? (words = args) => streams[name](words) : call);
const corrected = own?.run === uncorrected ? (_, call) => call : (name, call) => (isTerminal(name) ? call : () => undefined);

const { getImportObject } = WASIShim.prototype;
WASIShim.prototype.getImportObject = function (...words) {
  const outer = told.around(
    () => "ok",
    (error) => errorName(error),
  );
  const inner = own && strikeComponent(own, (error) => told.strike(error));
  return aroundComponent(getImportObject.apply(this, words), (name, args, call) => {
    const plain = corrected(name, mended(name, args, call));
    return outer(name, args, () => (inner ? inner(name, args, plain) : plain()));
  });
};

process.argv.splice(2, process.argv.length, ...rest);
await import("../jco/host.mjs");
