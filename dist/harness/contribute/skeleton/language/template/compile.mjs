/**
 * The stand-in compiler: a module that prints the lines of a file, without those that begin with # and what is empty above
 * the first other one.
 *
 *   node compile.mjs MAIN.print OUT.wasm
 *
 * Remove it with the rest of the stand-in. What lies in template/ is laid under every program of the language.
 */
import { readFileSync, writeFileSync } from "node:fs";

const [source, out] = process.argv.slice(2);
const lines = readFileSync(source, "utf8").split("\n");
const printed = lines.filter((line) => !line.startsWith("#")).join("\n");
const text = Buffer.from(printed.replace(/^\n+/, ""));

/** Where the text begins in memory: after what fd_write is told (address, length) and the length that it answers. */
const start = 16;

/** A number as WebAssembly writes it: seven bits a byte, the last byte without its top bit, which is its sign. */
const number = (value) => (value < 64 ? [value] : [(value & 127) | 128, ...number(value >>> 7)]);
const unsigned = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]);
const name = (word) => [...unsigned(word.length), ...Buffer.from(word)];
const section = (id, ...entries) => {
  const body = [...unsigned(entries.length), ...entries.flat()];
  return [id, ...unsigned(body.length), ...body];
};
const i32 = (value) => [0x41, ...number(value)];
const store = (at, value) => [...i32(at), ...i32(value), 0x36, 2, 0];

const code = [0, ...store(0, start), ...store(4, text.length), ...i32(1), ...i32(0), ...i32(1), ...i32(8), 0x10, 0, 0x1a, 0x0b];
const module = [
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f], [0x60, 0, 0]),
  ...section(2, [...name("wasi_snapshot_preview1"), ...name("fd_write"), 0, 0]),
  ...section(3, [1]),
  ...section(5, [0, ...unsigned(Math.ceil((start + text.length) / 65_536))]),
  ...section(7, [...name("memory"), 2, 0], [...name("_start"), 0, 1]),
  ...section(10, [...unsigned(code.length), ...code]),
  ...section(11, [0, ...i32(start), 0x0b, ...unsigned(text.length), ...text]),
];
writeFileSync(out, Uint8Array.from(module));
