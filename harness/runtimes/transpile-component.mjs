/**
 * Turns a component into the JavaScript and core modules that a host script runs: once per artifact, for it takes a second.
 *
 *   node transpile.mjs --modules=DIR COMPONENT.wasm OUTDIR
 *
 * `options` are jco's own. DIR is the folder whose node_modules holds jco-transpile. A component that jco refuses is exit code 1 and one line on
 * standard error, `gatehouse-host: transpile: …`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { leave } from "./ending.mjs";
import { importFrom } from "./packages.mjs";

export async function transpileComponent(options) {
  const [modules, component, out] = process.argv.slice(2);
  if (!modules?.startsWith("--modules=") || out === undefined) leave("usage", "transpile.mjs --modules=DIR COMPONENT.wasm OUTDIR", 2);

  try {
    const { transpile } = await importFrom(modules.slice("--modules=".length), "@bytecodealliance/jco-transpile");
    const { files } = await transpile(component, {
      name: "component",
      outDir: resolve(out),
      instantiation: "async",
      emitTypescriptDeclarations: false,
      ...options,
    });
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
    // Node 20 takes a .js file for CommonJS unless a package.json says otherwise.
    writeFileSync(join(out, "package.json"), '{ "type": "module" }\n');
  } catch (error) {
    leave("transpile", error);
  }
}
