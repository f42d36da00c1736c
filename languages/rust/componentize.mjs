/**
 * Makes a component of a preview 1 module. The WASI 0.2 that it calls itself is told by what its bindings left in it; the rest of
 * its world is the adapter's: a command where it exports _start, else a reactor.
 *
 *   node componentize.mjs --modules=DIR --adapters=DIR MODULE.wasm OUT.wasm
 *
 * The first DIR is the folder whose node_modules holds jco-transpile, the second that of the adapters.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const preview1 = "wasi_snapshot_preview1";
const [modules, adapters, source, out] = process.argv.slice(2);
const packages = createRequire(join(modules.slice("--modules=".length), "package.json"));
try {
  const { componentNew } = await import(pathToFileURL(packages.resolve("@bytecodealliance/jco-transpile/wasm-tools")).href);
  const binary = readFileSync(source);
  const kind = WebAssembly.Module.exports(new WebAssembly.Module(binary)).some(({ name }) => name === "_start") ? "command" : "reactor";
  const adapter = readFileSync(join(adapters.slice("--adapters=".length), `${preview1}.${kind}.wasm`));
  writeFileSync(out, await componentNew(binary, [[preview1, adapter]]));
} catch (error) {
  process.stderr.write(`${String(error?.payload ?? error?.message ?? error)}\n`);
  process.exit(1);
}
