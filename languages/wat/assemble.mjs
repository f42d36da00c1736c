/**
 * Assembles WebAssembly text, a module or a component. Where world.wit stands beside it, a module becomes a component of that
 * world, which is called program.
 *
 *   node assemble.mjs --modules=DIR MAIN.wat OUT.wasm
 *
 * DIR is the folder whose node_modules holds jco-transpile.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, source, out] = process.argv.slice(2);
const packages = createRequire(join(modules.slice("--modules=".length), "package.json"));
try {
  const { componentEmbed, componentNew, parse } = await import(pathToFileURL(packages.resolve("@bytecodealliance/jco-transpile/wasm-tools")).href);
  const binary = await parse(readFileSync(source, "utf8"));
  const world = join(dirname(source), "world.wit");
  const component = async () =>
    componentNew(await componentEmbed({ binary, witSource: readFileSync(world, "utf8"), world: "program" }), []);
  writeFileSync(out, existsSync(world) ? await component() : binary);
} catch (error) {
  process.stderr.write(`${located(String(error?.payload ?? error?.message ?? error))}\n`);
  process.exit(1);
}

// The assembler tells a place, counted from 0, only inside a dump of its error: this is FILE:LINE:COLUMN as editors read it.
function located(text) {
  const found = /\bline: (\d+), col: (\d+), .*\bkind: (?:Custom\("(.*)"\)|(.*)) \} \}\) \}$/s.exec(text);
  return found ? `${source}:${Number(found[1]) + 1}:${Number(found[2]) + 1}: ${found[3] ?? found[4]}\n${text}` : text;
}
