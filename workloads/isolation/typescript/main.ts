import { getArguments } from "wasi:cli/environment@0.2.12";
import { getDirectories } from "wasi:filesystem/preopens@0.2.12";
import { beyond } from "./beyond.js";
import { errorCode, locate, makeDirectory, open, removeDirectory, removeFile, rename } from "./files.js";
import { print, warn } from "./stdio.js";

const attempts: Record<string, (path: string, other: string) => unknown> = {
  read: (path) => open(path, {}, { read: true }),
  write: (path) => open(path, {}, { write: true }),
  list: (path) => open(path, { directory: true }, { read: true }).readDirectory(),
  stat(path) {
    const [directory, rest] = locate(path);
    return directory.statAt({ symlinkFollow: true }, rest);
  },
  readlink(path) {
    const [directory, rest] = locate(path);
    return directory.readlinkAt(rest);
  },
  make: makeDirectory,
  symlink(path, other) {
    const [directory, rest] = locate(other);
    directory.symlinkAt(path, rest);
  },
  link(path, other) {
    const [directory, rest] = locate(path);
    directory.linkAt({}, rest, ...locate(other));
  },
  rename,
  remove: removeFile,
  rmdir: removeDirectory,
  ...beyond,
};

function succeeds(attempt: string): boolean {
  const [verb = "", path = "", other = ""] = attempt.split(" ");
  const tries = attempts[verb];
  if (tries === undefined) {
    warn(`no verb: ${verb}`);
    throw undefined; // the error of run's result: exit status 1
  }
  try {
    tries(path, other);
    return true;
  } catch (error) {
    if (errorCode(error) === undefined) throw error; // not WASI's refusal
    return false;
  }
}

export const run = {
  run(): void {
    let leaked = false;
    for (const attempt of getArguments().slice(1)) {
      if (attempt === "preopens") {
        for (const [, name] of getDirectories()) print(`preopen ${name}`);
        continue;
      }
      const leak = succeeds(attempt);
      print(`${leak ? "LEAK" : "refused"} ${attempt}`);
      leaked ||= leak;
    }
    if (leaked) throw undefined;
  },
};
