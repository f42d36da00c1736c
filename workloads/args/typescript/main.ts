import { getArguments } from "wasi:cli/environment@0.2.12";
import { encode, print } from "./stdio.js";

export const run = {
  run(): void {
    const args = getArguments().slice(1);
    print(`count ${args.length}`);
    for (const [index, arg] of args.entries()) {
      const bytes = encode(arg);
      const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      print(`${index + 1} ${bytes.length} ${hex}`);
    }
  },
};
