// Not console.error: it writes to standard output.
function writeLines(): void {
  for (let i = 1; i <= 10; i++) {
    process.stdout.write("out " + i.toString() + "\n");
    process.stderr.write("err " + i.toString() + "\n");
  }
}

function block(first: string, k: i32): ArrayBuffer {
  return new Uint8Array(4096).fill(<u8>(first.charCodeAt(0) + (k % 26))).buffer;
}

function writeBlocks(): void {
  for (let k = 0; k < 256; k++) {
    process.stdout.write(block("a", k));
    process.stderr.write(block("A", k));
  }
}

const choice = process.argv.length > 1 ? process.argv[1] : "";

if (choice == "small") {
  writeLines();
} else if (choice == "large") {
  writeBlocks();
} else {
  process.stderr.write("usage: main small|large\n");
  process.exit(2);
}
