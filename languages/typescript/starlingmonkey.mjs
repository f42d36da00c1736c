/**
 * Makes one component of a bundled program and the StarlingMonkey engine.
 *
 *   node starlingmonkey.mjs --modules=DIR MAIN WIT OUT
 *
 * DIR is the folder whose node_modules holds componentize-js. The engine's own HTTP, fetch and its event, is for programs whose world names wasi:http;
 * others would import it and never use it.
 */
import { cpSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, main, givenWit, out] = process.argv.slice(2);
const library = join(modules.slice("--modules=".length), "node_modules/@bytecodealliance/componentize-js/src/componentize.js");
const { componentize } = await import(pathToFileURL(library));
// Its snapshot tool keeps a cache in HOME. The snapshot has the environment in it: a path of this machine would make other bytes elsewhere.
process.chdir(dirname(main));

const world = readFileSync(join(givenWit, "world.wit"), "utf8");
const speaksHttp = world.includes("wasi:http/");
const serves = /\bexport wasi:http\//.test(world);

/** The engine exports the handler of WASI 0.2.10, whose interfaces lack what came later. */
const toEngine = (text) => text.replaceAll("@0.2.12", "@0.2.10").replace(/^.*\bsend-informational:.*\n/m, "");

/** Program and interfaces at the version of the engine's own HTTP. */
const atEngine = () => {
  const [sourcePath, witPath] = [join(dirname(main), "engine-main.js"), join(dirname(main), "engine-wit")];
  writeFileSync(sourcePath, toEngine(readFileSync(main, "utf8")));
  cpSync(givenWit, witPath, { recursive: true });
  for (const file of globSync("**/*.wit", { cwd: witPath })) writeFileSync(join(witPath, file), toEngine(readFileSync(join(witPath, file), "utf8")));
  return { sourcePath, witPath };
};

const { sourcePath, witPath } = speaksHttp ? atEngine() : { sourcePath: main, witPath: givenWit };
const disableFeatures = [...(speaksHttp ? [] : ["http"]), ...(serves ? [] : ["fetch-event"])];
const { component } = await componentize({ sourcePath, witPath, worldName: "program", disableFeatures, env: { HOME: "/proc/self/cwd" } });
writeFileSync(out, component);
