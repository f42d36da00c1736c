/**
 * Runs a preview 1 module as host.mjs does, and tells each call of the guest on descriptor 3.
 *
 *   node trace.mjs --calls=N [OPTION of host.mjs]... MODULE.wasm [ARG...]
 */
import { aroundModule } from "../around.mjs";
import { Trace, takeCalls } from "../trace.mjs";
import { Preview1 } from "../trace-preview1.mjs";

const trace = new Trace(takeCalls(), new Preview1());
const { instantiate } = WebAssembly;
const none = { buffer: new ArrayBuffer(0) };
WebAssembly.instantiate = async (module, imports) => {
  let instance;
  const wrapped = aroundModule(imports, () => instance?.exports.memory ?? none, trace.around);
  instance = await instantiate(module, wrapped);
  return instance;
};
await import("./host.mjs");
