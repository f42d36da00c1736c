import { aroundModule } from "./around.mjs";
import { Trace, takeCalls } from "./trace.mjs";
import { Preview1 } from "./trace-preview1.mjs";

const none = { buffer: new ArrayBuffer(0) };

/** Has each module that is instantiated from now on tell its calls; takes `--calls=N` out of the process's words. */
export const traceModule = () => {
  const trace = new Trace(takeCalls(), new Preview1());
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    let instance;
    const wrapped = aroundModule(imports, () => instance?.exports.memory ?? none, trace.around);
    instance = await instantiate(module, wrapped);
    return instance;
  };
};
