import {
  appendFile, errorCode, listDirectory, makeDirectory, readFile, removeDirectory, removeFile, rename, sizeOf, truncate, writeFile,
} from "./files.js";
import { encode, print, warn } from "./stdio.js";

const OUT = "/data/out.txt";

const steps: Record<string, () => string | number> = {
  read: () => readFile("/data/in.txt").length,
  write() {
    writeFile(OUT, encode("written\n"));
    return sizeOf(OUT);
  },
  append() {
    appendFile(OUT, encode("appended\n"));
    return sizeOf(OUT);
  },
  truncate() {
    truncate(OUT, 4);
    return sizeOf(OUT);
  },
  list: () => listDirectory("/data/old").join(" "),
  mkdir() {
    makeDirectory("/data/new");
    return "new";
  },
  rename() {
    rename("/data/old/a.txt", "/data/new/a2.txt");
    return "a2.txt";
  },
  remove() {
    removeFile("/data/old/b.txt");
    return "b.txt";
  },
  rmdir() {
    removeDirectory("/data/old");
    return "old";
  },
  missing() {
    try {
      readFile("/data/missing.txt");
    } catch (error) {
      if (errorCode(error) === "no-entry") return "not found";
      throw error;
    }
    throw new Error("it is there");
  },
};

export const run = {
  run(): void {
    for (const [name, step] of Object.entries(steps)) {
      try {
        print(`${name} ${step()}`);
      } catch (error) {
        warn(`${name} failed: ${(error as Error).message}`);
        throw undefined; // the error of run's result: exit status 1
      }
    }
  },
};
