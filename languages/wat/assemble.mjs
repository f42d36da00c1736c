/**
 * Assembles WebAssembly text, a module or a component.
 *
 *   node assemble.mjs --modules=DIR MAIN.wat OUT.wasm
 *
 * DIR is the folder whose node_modules holds jco-transpile.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, source, out] = process.argv.slice(2);
const packages = createRequire(join(modules.slice("--modules=".length), "package.json"));
try {
  const { parse } = await import(pathToFileURL(packages.resolve("@bytecodealliance/jco-transpile/wasm-tools")).href);
  writeFileSync(out, await parse(readFileSync(source, "utf8")));
} catch (error) {
  process.stderr.write(`${located(String(error?.payload ?? error?.message ?? error))}\n`);
  process.exit(1);
}

// The assembler tells a place, counted from 0, only inside a dump of its error: this is FILE:LINE:COLUMN as editors read it.
function located(text) {
  const found = /\bline: (\d+), col: (\d+), .*\bkind: (?:Custom\("(.*)"\)|(.*)) \} \}\) \}$/s.exec(text);
  return found ? `${source}:${Number(found[1]) + 1}:${Number(found[2]) + 1}: ${found[3] ?? found[4]}\n${text}` : text;
}
