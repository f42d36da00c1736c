import { rights } from "bindings/wasi_snapshot_preview1";
import { open, read, write } from "./files";

let leaked = false;

function report(leak: bool, attempt: string): void {
  console.log((leak ? "LEAK " : "refused ") + attempt);
  leaked = leaked || leak;
}

function tryRead(path: string): void {
  report(open(path, rights.FD_READ) >= 0, "read " + path);
}

function tryWrite(path: string): void {
  report(open(path, rights.FD_WRITE) >= 0, "write " + path);
}

function tryDescriptors(): void {
  const byte = new Uint8Array(1);
  let leak = false;
  for (let descriptor = 4; descriptor <= 64; descriptor++) {
    const reads = read(descriptor, byte) >= 0;
    const writes = write(descriptor, byte) >= 0;
    leak = leak || reads || writes;
  }
  report(leak, "descriptors");
}

const choice = process.argv.length > 1 ? process.argv[1] : "";

if (choice == "parent") {
  tryRead("/data/../../outside.txt");
  tryRead("../outside.txt");
  tryRead("/data/sub/../../outside.txt");
} else if (choice == "absolute") {
  tryRead("/etc/passwd");
  tryRead("/etc/hostname");
  tryRead("/proc/self/environ");
} else if (choice == "symlink") {
  tryRead("/data/link-out");
  tryRead("/data/link-up");
  tryWrite("/data/link-out");
  tryWrite("/data/link-up");
} else if (choice == "descriptors") {
  tryDescriptors();
} else {
  process.stderr.write("usage: main parent|absolute|symlink|descriptors\n");
  process.exit(2);
}
if (leaked) process.exit(1);
