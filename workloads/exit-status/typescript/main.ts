import { getArguments } from "wasi:cli/environment@0.2.12";
import { exit } from "wasi:cli/exit@0.2.12";
import { print } from "./stdio.js";

export const run = {
  run(): void {
    const way = getArguments()[1];
    switch (way) {
      case "zero":
        exit({ tag: "ok" });
      case "return":
        return;
      case "one":
        print("leaving");
        exit({ tag: "err" });
      case "error":
        throw new Error("nobody catches this");
      default:
        throw new Error(`no such way to end: ${way}`);
    }
  },
};
