/**
 * Turns a component into the JavaScript and core modules that a host script runs: once per artifact, for it takes a second.
 *
 *   node transpile.mjs --modules=DIR COMPONENT.wasm OUTDIR
 *
 * `options` are jco's own. DIR is the folder whose node_modules holds jco-transpile. A component that jco refuses is exit code 1 and one line on
 * standard error, `gatehouse-host: transpile: …`.
 */
import { mkdirSync, writeFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export async function transpileComponent(options) {
  const [modules, component, out] = process.argv.slice(2);
  if (!modules?.startsWith("--modules=") || out === undefined) leave("usage", "transpile.mjs --modules=DIR COMPONENT.wasm OUTDIR", 2);

  try {
    const packages = createRequire(join(resolve(modules.slice("--modules=".length)), "package.json"));
    const { transpile } = await import(pathToFileURL(packages.resolve("@bytecodealliance/jco-transpile")).href);
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

function leave(stage, reason, code = 1) {
  const line = String(reason?.message ?? reason)
    .trim()
    .replace(/\s+/g, " ");
  writeSync(2, `gatehouse-host: ${stage}: ${line}\n`);
  process.exit(code);
}
