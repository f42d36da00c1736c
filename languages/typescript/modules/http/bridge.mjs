/**
 * componentize-qjs starts a program once while it compiles it. It then gives wasi:io itself and knows no wasi:http, whose streams would be those of
 * another wasi:io. So the program is compiled with wasj: in place of wasi:, which nobody gives, and its imports get their names afterwards: with
 * another patch number than those of the JavaScript engine, for two imports of one name are an error.
 *
 *   node bridge.mjs away PATH...     in WIT files and programs, those of folders too
 *   node bridge.mjs back FILE.wasm
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [way, ...paths] = process.argv.slice(2);
const change = (file, encoding, act) => writeFileSync(file, act(readFileSync(file, encoding)), encoding);
const filesOf = (path) => (statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name)) : [path]);

// Engines have what is marked unstable by a flag alone.
const inWit = (text) =>
  text
    .replaceAll("wasi:", "wasj:")
    .split("\n")
    .filter((line) => !line.includes("send-informational"))
    .join("\n");

if (way === "away") {
  for (const file of paths.flatMap(filesOf)) {
    if (file.endsWith(".wit")) change(file, "utf8", inWit);
    else if (file.endsWith(".js")) change(file, "utf8", (text) => text.replace(/(["'])wasi:/g, "$1wasj:"));
  }
} else {
  // Of the same length: nothing else of the file moves.
  const named = /wasj:([a-z]+\/[a-z-]+)@0\.2\.12/g;
  for (const file of paths) change(file, "latin1", (bytes) => bytes.replace(named, "wasi:$1@0.2.11"));
}
