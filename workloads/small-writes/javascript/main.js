import { getStdout } from "wasi:cli/stdout@0.2.12";
import { chunks } from "./stdio.js";

const PIECE = 16;

export const run = {
  run() {
    const read = [...chunks()];
    const bytes = new Uint8Array(read.reduce((sum, { length }) => sum + length, 0));
    let end = 0;
    for (const chunk of read) {
      bytes.set(chunk, end);
      end += chunk.length;
    }
    const output = getStdout();
    for (let at = 0; at < bytes.length; at += PIECE) output.blockingWriteAndFlush(bytes.subarray(at, at + PIECE));
  },
};
