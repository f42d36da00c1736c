/**
 * Runs a component as host.mjs does, and tells each call of the guest on descriptor 3.
 *
 *   node trace.mjs --calls=N --modules=DIR [OPTION of host.mjs]... OUTDIR [ARG...]
 */
import { aroundComponent } from "../around.mjs";
import { Trace, takeCalls } from "../trace.mjs";
import { Component } from "../trace-component.mjs";

const trace = new Trace(takeCalls(), new Component());
// The shim has some classes in other interfaces too: they belong to that of the types.
const typesFirst = ([one], [other]) => Number(other.endsWith("/types")) - Number(one.endsWith("/types"));
globalThis.aroundImports = (imports) => aroundComponent(Object.fromEntries(Object.entries(imports).sort(typesFirst)), trace.around);
await import("./host.mjs");
