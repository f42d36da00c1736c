import { getArguments } from "wasi:cli/environment@0.2.12";
import { exit } from "wasi:cli/exit@0.2.12";
import { getStderr } from "wasi:cli/stderr@0.2.12";
import { chunks, write } from "./stdio.js";

function leaveFrom(level: number, status: { tag: "ok" } | { tag: "err" }): number {
  return level === 0 ? exit(status) : leaveFrom(level - 1, status) + 1;
}

export const run = {
  run(): void {
    const how = getArguments()[1];
    for (const chunk of chunks(1000)) {
      write(chunk);
      if (how === "both") write(chunk, getStderr());
    }
    if (how === "deep") leaveFrom(100, { tag: "ok" });
    if (how === "failure") leaveFrom(100, { tag: "err" });
  },
};
