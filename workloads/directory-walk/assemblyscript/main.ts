import { failure, listDirectory, makeDirectory, readFile, removeDirectory, removeFile, writeFile } from "./files";

const ROOT = "/data/tree";

let directories = 0;
let files = 0;
let sum = 0;

function check(done: bool, what: string): void {
  if (done) return;
  process.stderr.write(what + ": " + failure + "\n");
  process.exit(1);
}

function make(n: i32): void {
  check(makeDirectory(ROOT), ROOT);
  for (let i = 0; i < n; i++) {
    const directory = ROOT + "/d" + i.toString();
    check(makeDirectory(directory), directory);
    for (let j = 0; j < n; j++) {
      const path = directory + "/f" + j.toString();
      check(writeFile(path, (i * n + j).toString() + "\n"), path);
    }
  }
}

// A listing gives names alone: what cannot be listed is read.
function walk(path: string): void {
  const names = listDirectory(path);
  if (names != null) {
    directories++;
    for (let i = 0; i < names.length; i++) walk(path + "/" + names[i]);
    return;
  }
  check(failure == "NOTDIR", path);
  const text = readFile(path);
  check(text != null, path);
  if (text == null) return;
  files++;
  sum += I32.parseInt(String.UTF8.decode(text.buffer).trimEnd());
}

function clear(n: i32): void {
  for (let i = 0; i < n; i++) {
    const directory = ROOT + "/d" + i.toString();
    for (let j = 0; j < n; j++) {
      const path = directory + "/f" + j.toString();
      check(removeFile(path), path);
    }
    check(removeDirectory(directory), directory);
  }
  check(removeDirectory(ROOT), ROOT);
}

const n = I32.parseInt(process.argv[1]);
make(n);
walk(ROOT);
console.log(directories.toString() + " " + files.toString() + " " + sum.toString());
clear(n);
