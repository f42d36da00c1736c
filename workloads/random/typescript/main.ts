import { getArguments } from "wasi:cli/environment@0.2.12";
import { getRandomBytes } from "wasi:random/random@0.2.12";
import { warn, write } from "./stdio.js";

declare module "wasi:random/random@0.2.12" {
  export function getRandomBytes(length: number): Uint8Array;
}

export const run = {
  run(): void {
    const [size, draws, ...more] = getArguments().slice(1).map(Number);
    if (!size || !draws || more.length > 0) {
      warn("usage: main BYTES DRAWS");
      throw undefined; // the error of run's result: exit status 1
    }
    for (let draw = 0; draw < draws; draw++) write(getRandomBytes(size));
  },
};
