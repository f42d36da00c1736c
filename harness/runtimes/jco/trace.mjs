/**
 * Runs a component as host.mjs does, and tells each call of the guest on descriptor 3.
 *
 *   node trace.mjs --calls=N --modules=DIR [OPTION of host.mjs]... OUTDIR [ARG...]
 */
import { aroundComponent } from "../around.mjs";
import { importFrom } from "../packages.mjs";
import { Trace, takeCalls } from "../trace.mjs";
import { Component } from "../trace-component.mjs";

const trace = new Trace(takeCalls(), new Component());
const modules = process.argv.find((word) => word.startsWith("--modules="))?.slice("--modules=".length) ?? "";
const { WASIShim } = await importFrom(modules, "@bytecodealliance/preview2-shim/instantiation");
const { getImportObject } = WASIShim.prototype;
WASIShim.prototype.getImportObject = function (...words) {
  return aroundComponent(getImportObject.apply(this, words), trace.around);
};
await import("./host.mjs");
