function hex(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at++) text += bytes[at].toString(16).padStart(2, "0");
  return text;
}

const args = process.argv.slice(1);
console.log("count " + args.length.toString());
for (let index = 0; index < args.length; index++) {
  const bytes = Uint8Array.wrap(String.UTF8.encode(args[index]));
  console.log((index + 1).toString() + " " + bytes.length.toString() + " " + hex(bytes));
}
