import { gzip, ungzip } from "pako";
import { getArguments } from "wasi:cli/environment@0.2.12";
import { chunks, print, warn, write } from "./stdio.js";

function readAll() {
  const parts = [...chunks()];
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 0xff];
  return (sum ^ 0xffffffff) >>> 0;
}

function roundTrip(plain) {
  const packed = gzip(plain);
  const again = ungzip(packed);
  if (again.length !== plain.length || again.some((byte, at) => byte !== plain[at])) {
    throw new Error("what was unpacked is not what was packed");
  }
  const size = packed.length * 2 < plain.length ? "less than half" : "not less than half";
  print(`${plain.length} bytes, crc32 ${crc32(plain).toString(16).padStart(8, "0")}, ${size}`);
}

export const run = {
  run() {
    const args = getArguments().slice(1);
    try {
      const bytes = readAll();
      if (args.length === 1 && args[0] === "unpack") write(ungzip(bytes));
      else if (args.length === 1 && args[0] === "round-trip") roundTrip(bytes);
      else throw new Error("usage: main unpack | round-trip");
    } catch (error) {
      warn(`compress: ${error.message ?? error}`);
      throw undefined; // the error of run's result: exit status 1
    }
  },
};
