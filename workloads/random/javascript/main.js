import { getArguments } from "wasi:cli/environment@0.2.12";
import { exitWithCode } from "wasi:cli/exit@0.2.12";
import { getRandomBytes } from "wasi:random/random@0.2.12";
import { warn, write } from "./stdio.js";

export const run = {
  run() {
    const count = getArguments()[1] ?? "";
    if (!/^[1-9][0-9]*$/.test(count)) {
      warn("usage: main BYTES");
      exitWithCode(2);
    }
    write(getRandomBytes(BigInt(count)));
  },
};
