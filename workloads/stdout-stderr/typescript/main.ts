import { getArguments } from "wasi:cli/environment@0.2.12";
import { getStderr } from "wasi:cli/stderr@0.2.12";
import { print, warn, write } from "./stdio.js";

function writeLines(): void {
  for (let i = 1; i <= 10; i++) {
    print(`out ${i}`);
    warn(`err ${i}`);
  }
}

function writeBlocks(): void {
  const block = (first: string, k: number): Uint8Array => new Uint8Array(4096).fill(first.charCodeAt(0) + (k % 26));
  for (let k = 0; k < 256; k++) {
    write(block("a", k));
    write(block("A", k), getStderr());
  }
}

export const run = {
  run(): void {
    switch (getArguments()[1]) {
      case "small":
        return writeLines();
      case "large":
        return writeBlocks();
      default:
        warn("usage: main small|large");
        throw undefined; // the error of run's result: exit status 1
    }
  },
};
