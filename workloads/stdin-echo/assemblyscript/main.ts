// A pipe takes 4096 bytes whole or not at all, and write does not say how much of more was taken.
const buffer = new ArrayBuffer(4096);

for (let count = process.stdin.read(buffer); count > 0; count = process.stdin.read(buffer)) {
  process.stdout.write(buffer.slice(0, count));
}
