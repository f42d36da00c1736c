/**
 * Runs a component as host.mjs does, and tells each call of the guest on descriptor 3.
 *
 *   node trace.mjs --calls=N --modules=DIR [OPTION of host.mjs]... OUTDIR [ARG...]
 */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { aroundComponent } from "../around.mjs";
import { Trace, takeCalls } from "../trace.mjs";
import { Component } from "../trace-component.mjs";

const trace = new Trace(takeCalls(), new Component());
const modules = process.argv.find((word) => word.startsWith("--modules="))?.slice("--modules=".length) ?? "";
const packages = createRequire(join(resolve(modules), "package.json"));
const { WASIShim } = await import(pathToFileURL(packages.resolve("@bytecodealliance/preview2-shim/instantiation")).href);
const { getImportObject } = WASIShim.prototype;
WASIShim.prototype.getImportObject = function (...words) {
  return aroundComponent(getImportObject.apply(this, words), trace.around);
};
await import("./host.mjs");
