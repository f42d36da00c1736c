import { getArguments } from "wasi:cli/environment@0.2.12";
import { exitWithCode } from "wasi:cli/exit@0.2.12";
import { warn } from "./stdio.js";

declare module "wasi:cli/exit@0.2.12" {
  export function exitWithCode(code: number): never;
}

export const run = {
  run(): void {
    const code = getArguments()[1] ?? "";
    if (!/^[0-9]+$/.test(code) || Number(code) > 255) {
      warn("usage: main 0..255");
      throw undefined; // the error of run's result: exit status 1
    }
    exitWithCode(Number(code));
  },
};
