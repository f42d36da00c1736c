/**
 * Makes one component of a bundled program and the StarlingMonkey engine.
 *
 *   node starlingmonkey.mjs --modules=DIR MAIN WIT OUT
 *
 * DIR is the folder whose node_modules holds componentize-js. Programs here speak to WASI by its interfaces: the engine's own HTTP would be imported
 * and never used.
 */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, sourcePath, witPath, out] = process.argv.slice(2);
const library = join(modules.slice("--modules=".length), "node_modules/@bytecodealliance/componentize-js/src/componentize.js");
const { componentize } = await import(pathToFileURL(library));
// Its snapshot tool keeps a cache in HOME. The snapshot has the environment in it: a path of this machine would make other bytes elsewhere.
process.chdir(dirname(sourcePath));
const { component } = await componentize({ sourcePath, witPath, worldName: "program", disableFeatures: ["http", "fetch-event"], env: { HOME: "/proc/self/cwd" } });
writeFileSync(out, component);
