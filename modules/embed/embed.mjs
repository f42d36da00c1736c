/**
 * Puts a script into an interpreter that was compiled to WebAssembly: one module that needs no other file.
 *
 *   node embed.mjs [--tools=DIR] --cache=DIR [--frame=FILE] [--before=ARGUMENT…] SCRIPT OUT.wasm NAME=MODULE...
 *
 * DIR of --tools has binaryen below its node_modules; without it, wasm-merge is on PATH. The modules, binary or text, are merged: what one imports from NAME, the module
 * of that name exports. The first one is the interpreter. A further module, `script`, hands the script over (script.wat). Of all
 * exports only `memory` and `_start` stay. The merged modules stay in the cache, so the next script takes no merging.
 *
 * A module named wasi_snapshot_preview1 stands before the host: what it does not export the host does, and it calls the host by imports from
 * `host`.
 *
 * A frame is text in the interpreter's language: its line `{script}` gives way to the script.
 *
 * For an interpreter that takes its script as an argument, such as `python -c SCRIPT`, the module wasi_snapshot_preview1 is args.wat, and each
 * --before is an argument before the script.
 */
import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { keepExports, renameImports, replaceSegment } from "./sections.mjs";

const marker = Buffer.from("the script stands here");
const here = dirname(fileURLToPath(import.meta.url));

const words = process.argv.slice(2);
const option = (name) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const [script, out, ...named] = words.filter((word) => !word.startsWith("--"));
const modules = [...named, `script=${join(here, "script.wat")}`].map((word) => {
  const at = word.indexOf("=");
  return { name: word.slice(0, at), path: word.slice(at + 1) };
});

const tools = option("tools");
const tool = tools ? [process.execPath, join(tools, "node_modules/binaryen/bin/wasm-merge")] : ["wasm-merge"];
const base = merged(tool, option("cache"));
writeFileSync(out, replaceSegment(base, marker, sized(withArguments(framed(readFileSync(script), option("frame"))))));

// The modules in one. Two builds may make it at once: each renames a whole file.
function merged([program, ...before], cache) {
  const digest = createHash("sha256");
  for (const path of before) digest.update(readFileSync(path));
  for (const { name, path } of modules) digest.update(name).update(readFileSync(path));
  const kept = join(cache, `merged-${digest.digest("hex").slice(0, 16)}.wasm`);
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true });
    const draft = `${kept}.${randomUUID()}`;
    const flags = ["--all-features", "--disable-compact-imports", "--rename-export-conflicts", "-o", draft];
    execFileSync(program, [...before, ...modules.flatMap(({ name, path }) => [path, name]), ...flags], { stdio: ["ignore", "inherit", "inherit"] });
    writeFileSync(draft, renameImports(keepExports(readFileSync(draft), ["memory", "_start"]), "host", "wasi_snapshot_preview1"));
    renameSync(draft, kept);
  }
  return readFileSync(kept);
}

function framed(text, frame) {
  if (!frame) return text;
  const [before, after] = readFileSync(frame, "utf8").split(/^\{script\}\n/m);
  return Buffer.concat([Buffer.from(before), text, Buffer.from(after)]);
}

// As args.wat takes them.
function withArguments(text) {
  const before = words.filter((word) => word.startsWith("--before=")).map((word) => word.slice("--before=".length));
  if (before.length === 0) return text;
  const count = Buffer.alloc(4);
  count.writeUInt32LE(before.length + 1);
  return Buffer.concat([count, ...before.map((word) => Buffer.from(`${word}\0`)), text, Buffer.from("\0")]);
}

// Its length in four bytes, then the text.
function sized(text) {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  return Buffer.concat([size, text]);
}
