import { ChaCha20 } from "./chacha20";
import { Sha2 } from "./sha2";

// A pipe takes 4096 bytes whole or not at all, and write does not say how much of more was taken.
const CHUNK = 4096;

function readInto(buffer: ArrayBuffer): Uint8Array {
  return Uint8Array.wrap(buffer, 0, process.stdin.read(buffer));
}

function hash<W>(): void {
  const sum = new Sha2<W>();
  const buffer = new ArrayBuffer(CHUNK);
  for (let bytes = readInto(buffer); bytes.length > 0; bytes = readInto(buffer)) sum.update(bytes);
  const digest = sum.finish();
  let text = "";
  for (let at = 0; at < digest.length; at++) text += digest[at].toString(16).padStart(2, "0");
  console.log(text);
}

function encrypt(key: Uint8Array, nonce: Uint8Array, counter: u32): void {
  const cipher = new ChaCha20(key, nonce, counter);
  const buffer = new ArrayBuffer(CHUNK);
  for (let bytes = readInto(buffer); bytes.length > 0; bytes = readInto(buffer)) {
    cipher.apply(bytes);
    process.stdout.write(buffer.slice(0, bytes.length));
  }
}

function isAll(text: string, digits: string): bool {
  for (let at = 0; at < text.length; at++) {
    if (!digits.includes(text.charAt(at))) return false;
  }
  return text.length > 0;
}

/** So many bytes of hexadecimal, or null. */
function fromHex(text: string, length: i32): Uint8Array | null {
  if (text.length != 2 * length || !isAll(text, "0123456789abcdefABCDEF")) return null;
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = <u8>I32.parseInt(text.substr(2 * at, 2), 16);
  return bytes;
}

function run(args: string[]): bool {
  if (args.length == 1 && args[0] == "sha256") hash<u32>();
  else if (args.length == 1 && args[0] == "sha512") hash<u64>();
  else if (args.length == 4 && args[0] == "chacha20") {
    const key = fromHex(args[1], 32);
    const nonce = fromHex(args[2], 12);
    if (key === null || nonce === null || !isAll(args[3], "0123456789") || F64.parseFloat(args[3]) > u32.MAX_VALUE) return false;
    encrypt(key, nonce, <u32>U64.parseInt(args[3]));
  } else return false;
  return true;
}

if (!run(process.argv.slice(1))) {
  // console.error writes to standard output.
  process.stderr.write("usage: main sha256 | sha512 | chacha20 KEY NONCE COUNTER\n");
  process.exit(1);
}
