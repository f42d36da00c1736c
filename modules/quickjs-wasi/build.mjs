/**
 * Bundles a program in JavaScript or TypeScript, and puts it into the interpreter: one module of preview 1 that needs no other file.
 *
 *   node build.mjs [--tools=DIR] [--library=DIR] --interpreter=quickjs.wasm [--sockets=quickjs-sockets.wasm] MAIN OUT.wasm
 *
 * DIR of --tools has esbuild below its node_modules; without it, esbuild is on PATH. That of --library is the folder `program` beside this file. MAIN
 * exports `run`, an object with the function `run`, as a component does. A program that accepts connections takes the interpreter of --sockets: not
 * every engine has what that one imports.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { keepExports, replaceSegment } from "../embed/sections.mjs";

const words = process.argv.slice(2);
const option = (name) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const [main, out] = words.filter((word) => !word.startsWith("--"));
const library = option("library") ?? join(dirname(fileURLToPath(import.meta.url)), "program");

const script = bundle(option("tools"));
const interpreter = option(script.includes("sock_accept") ? "sockets" : "interpreter");
const size = Buffer.alloc(4);
size.writeUInt32LE(script.length);
const module = replaceSegment(readFileSync(interpreter), Buffer.from("the script stands here"), Buffer.concat([size, script]));
writeFileSync(out, keepExports(module, ["memory", "_start"]));

function bundle(tools) {
  const [command, ...before] = tools ? [process.execPath, join(tools, "node_modules/esbuild/bin/esbuild")] : ["esbuild"];
  const flags = ["--bundle", "--format=esm", "--platform=neutral", "--target=es2023", "--log-level=warning"];
  const names = [`--tsconfig=${join(library, "tsconfig.json")}`, `--alias:program=${resolve(main)}`];
  const given = ["--external:memory", "--external:wasi_snapshot_preview1"];
  const { status, error, stdout } = spawnSync(command, [...before, join(library, "start.ts"), ...flags, ...names, ...given], {
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (error) throw error;
  if (status !== 0) process.exit(1);
  return stdout;
}
