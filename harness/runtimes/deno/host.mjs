/** Runs a preview 1 module in Deno's own WASI, which its node:wasi gives: see ../own-wasi.mjs. */
import process from "node:process";
import { runModule } from "../own-wasi.mjs";

// That its WASI is an experiment, it says on standard error, which is the guest's.
process.emitWarning = () => undefined;
const { WASI } = await import("node:wasi");

// Deno knows none of the descriptors that its process was given, but by calls of C.
const { symbols: c } = Deno.dlopen("libc.so.6", { write: { parameters: ["i32", "buffer", "usize"], result: "isize" } });

const write = (descriptor, text) => {
  const bytes = new TextEncoder().encode(text);
  c.write(descriptor, bytes, BigInt(bytes.length));
};

const tell = (ending) => write(3, `${JSON.stringify(ending)}\n`);

const leave = (how, reason, code = 1) => {
  const message = String(reason?.message ?? reason)
    .trim()
    .replace(/\s+/g, " ");
  write(2, `gatehouse-host: ${how}: ${message}\n`);
  tell({ how, message });
  process.exit(code);
};

await runModule(
  (given) => {
    const wasi = new WASI({ version: "preview1", ...given, returnOnExit: true });
    return { imports: wasi.getImportObject(), start: (instance) => wasi.start(instance) };
  },
  { leave, tell },
);
