import { getArguments } from "wasi:cli/environment@0.2.12";
import { connect } from "./connect.js";
import { errorCode, open } from "./files.js";
import { print, warn } from "./stdio.js";

// No descriptors to guess: in WASI 0.2 they are handles, which only the host gives out.
const attempts: Record<string, string[]> = {
  parent: ["read /data/../../outside.txt", "read ../outside.txt", "read /data/sub/../../outside.txt"],
  absolute: ["read /etc/passwd", "read /etc/hostname", "read /proc/self/environ"],
  symlink: ["read /data/link-out", "read /data/link-up", "write /data/link-out", "write /data/link-up"],
  port: ["connect 127.0.0.1:47474"],
};

function succeeds(attempt: string): boolean {
  const [access, path] = attempt.split(" ") as ["read" | "write" | "connect", string];
  try {
    if (access === "connect") connect(path);
    else open(path, {}, { [access]: true });
    return true;
  } catch (error) {
    if (errorCode(error) === undefined) throw error; // not WASI's refusal
    return false;
  }
}

export const run = {
  run(): void {
    const chosen = attempts[getArguments()[1] ?? ""];
    if (chosen === undefined) {
      warn("usage: main parent|absolute|symlink|port");
      throw undefined; // the error of run's result: exit status 1
    }
    let leaked = false;
    for (const attempt of chosen) {
      const leak = succeeds(attempt);
      print(`${leak ? "LEAK" : "refused"} ${attempt}`);
      leaked ||= leak;
    }
    if (leaked) throw undefined;
  },
};
