/** Runs a preview 1 module in Bun's own WASI, which its node:wasi gives: see ../own-wasi.mjs. */
import { WASI } from "node:wasi";
import { tell } from "../ending.mjs";
import { runModule } from "../own-wasi.mjs";

// It ends the process where the guest exits.
process.on("exit", (code) => tell({ how: "exit", code }));

await runModule((given) => {
  const wasi = new WASI(given);
  return { imports: { wasi_snapshot_preview1: wasi.wasiImport }, start: (instance) => wasi.start(instance) ?? 0 };
});
