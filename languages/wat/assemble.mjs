/**
 * Assembles WebAssembly text, a module or a component. Where wit/world.wit stands beside it, a module becomes a component of
 * that world, which is called program; packages that it refers to are those of wit/deps.
 *
 *   node assemble.mjs --modules=DIR MAIN.wat OUT.wasm
 *
 * DIR is the folder whose node_modules holds jco-transpile.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, source, out] = process.argv.slice(2);
const packages = createRequire(join(modules.slice("--modules=".length), "package.json"));
try {
  const { componentEmbed, componentNew, parse } = await import(pathToFileURL(packages.resolve("@bytecodealliance/jco-transpile/wasm-tools")).href);
  const binary = await parse(readFileSync(source, "utf8"));
  const wit = join(dirname(source), "wit");
  const component = async () => componentNew(await componentEmbed({ binary, witSource: inOneText(wit), world: "program" }), []);
  writeFileSync(out, existsSync(join(wit, "world.wit")) ? await component() : binary);
} catch (error) {
  process.stderr.write(`${located(String(error?.payload ?? error?.message ?? error))}\n`);
  process.exit(1);
}

// In one text a package stands in braces.
function inOneText(wit) {
  const deps = readdirSync(join(wit, "deps")).map((name) => readFileSync(join(wit, "deps", name, "package.wit"), "utf8"));
  const braced = deps.map((text) => text.replace(/^(package [^;]+);([^]*)$/, "$1 {$2}\n"));
  return [readFileSync(join(wit, "world.wit"), "utf8"), ...braced].join("");
}

// The assembler tells a place, counted from 0, only inside a dump of its error: this is FILE:LINE:COLUMN as editors read it.
function located(text) {
  const found = /\bline: (\d+), col: (\d+), .*\bkind: (?:Custom\("(.*)"\)|(.*)) \} \}\) \}$/s.exec(text);
  return found ? `${source}:${Number(found[1]) + 1}:${Number(found[2]) + 1}: ${found[3] ?? found[4]}\n${text}` : text;
}
