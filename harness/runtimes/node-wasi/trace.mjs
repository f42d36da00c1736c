/**
 * Runs a preview 1 module as host.mjs does, and tells each call of the guest on descriptor 3.
 *
 *   node trace.mjs --calls=N [OPTION of host.mjs]... MODULE.wasm [ARG...]
 */
import { traceModule } from "../trace-module.mjs";

traceModule();
await import("./host.mjs");
