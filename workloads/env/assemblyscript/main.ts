/** Strings compare as UTF-16; this is the order of their UTF-8 bytes. */
function compareBytes(left: string, right: string): i32 {
  const a = String.UTF8.encode(left);
  const b = String.UTF8.encode(right);
  const order = memory.compare(changetype<usize>(a), changetype<usize>(b), min(a.byteLength, b.byteLength));
  return order != 0 ? order : a.byteLength - b.byteLength;
}

const names = process.argv.slice(1);
const variables = process.env;

if (names.length == 1 && names[0] == "--all") {
  const lines = variables.keys().map<string>((name) => name + "=" + variables.get(name));
  lines.sort(compareBytes);
  console.log("count " + lines.length.toString());
  for (let at = 0; at < lines.length; at++) console.log(lines[at]);
} else {
  for (let at = 0; at < names.length; at++) {
    const name = names[at];
    console.log(variables.has(name) ? name + "=" + variables.get(name) : name + " unset");
  }
}
