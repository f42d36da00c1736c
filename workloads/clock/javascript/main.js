import { getArguments } from "wasi:cli/environment@0.2.12";
import { exitWithCode } from "wasi:cli/exit@0.2.12";
import { now, subscribeDuration } from "wasi:clocks/monotonic-clock@0.2.12";
import { print, warn } from "./stdio.js";

function sleepFor(milliseconds) {
  const wanted = BigInt(milliseconds) * 1_000_000n;
  const before = now();
  subscribeDuration(wanted).block();
  const passed = now() - before;
  if (passed < wanted) {
    warn(`slept for ${passed} ns only`);
    exitWithCode(1);
  }
  print("slept");
}

export const run = {
  run() {
    const [, task, milliseconds] = getArguments();
    if (task === "now") print(String(Date.now()));
    else if (task === "sleep") sleepFor(milliseconds);
    else {
      warn("usage: main now | sleep MILLISECONDS");
      exitWithCode(2);
    }
  },
};
