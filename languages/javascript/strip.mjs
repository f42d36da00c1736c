/**
 * Takes the types out of TypeScript, so that plain JavaScript stands beside it, line by line; JavaScript that is there already stays.
 *
 *   node strip.mjs --modules=DIR SOURCE FILE.ts...
 *
 * DIR is the folder whose node_modules holds the stripper, the one that Node has inside.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, source, ...files] = process.argv.slice(2);
const { transformSync } = createRequire(join(modules.slice("--modules=".length), "package.json"))("@swc/wasm-typescript");
for (const file of files.filter((name) => !name.endsWith(".d.ts"))) {
  const into = join(source, file.replace(/\.ts$/, ".js"));
  if (existsSync(into)) continue;
  try {
    writeFileSync(into, transformSync(readFileSync(join(source, file), "utf8"), { mode: "strip-only" }).code.replace(/[ ]+$/gm, ""));
  } catch (error) {
    process.stderr.write(`${file}:${error.startLine}:${error.startColumn + 1}: ${error.message}\n${error.snippet}`);
    process.exit(1);
  }
}
