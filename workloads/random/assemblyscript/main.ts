const args = process.argv.slice(1);

if (args.length != 2) {
  process.stderr.write("usage: main BYTES DRAWS\n");
  process.exit(2);
}
const size = I32.parseInt(args[0]);
const draws = I32.parseInt(args[1]);

for (let draw = 0; draw < draws; draw++) {
  // What is not filled shows as zeros.
  const bytes = new Uint8Array(size);
  crypto.getRandomValues(bytes);
  process.stdout.write(bytes.buffer);
}
