/**
 * Makes bytes that no compiler makes: a module that exports a function of the tools beside this script.
 *
 *   node make.mjs MAIN.mjs OUT.wasm
 */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import * as tools from "./module.mjs";

const [source, out] = process.argv.slice(2);
const { default: make } = await import(pathToFileURL(source).href);
writeFileSync(out, make(tools));
