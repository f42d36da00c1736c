import { getArguments } from "wasi:cli/environment@0.2.12";
import { listDirectory, makeDirectory, open, readFile, removeDirectory, removeFile, writeFile } from "./files.js";
import { encode, print } from "./stdio.js";

const ROOT = "/data/tree";
const met = { directories: 0, files: 0, sum: 0 };

function make(n) {
  makeDirectory(ROOT);
  for (let i = 0; i < n; i++) {
    makeDirectory(`${ROOT}/d${i}`);
    for (let j = 0; j < n; j++) writeFile(`${ROOT}/d${i}/f${j}`, encode(`${i * n + j}\n`));
  }
}

function walk(path) {
  if (open(path, {}, { read: true }).getType() !== "directory") {
    met.files++;
    met.sum += Number(String.fromCharCode(...readFile(path)));
    return;
  }
  met.directories++;
  for (const name of listDirectory(path)) walk(`${path}/${name}`);
}

function clear(n) {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) removeFile(`${ROOT}/d${i}/f${j}`);
    removeDirectory(`${ROOT}/d${i}`);
  }
  removeDirectory(ROOT);
}

export const run = {
  run() {
    const n = Number(getArguments()[1]);
    make(n);
    walk(ROOT);
    print(`${met.directories} ${met.files} ${met.sum}`);
    clear(n);
  },
};
