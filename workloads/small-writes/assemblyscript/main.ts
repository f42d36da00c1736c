const PIECE = 16;

const chunks: ArrayBuffer[] = [];
const chunk = new ArrayBuffer(4096);
for (let count = process.stdin.read(chunk); count > 0; count = process.stdin.read(chunk)) chunks.push(chunk.slice(0, count));

// A chunk may end within a piece: what is left over goes before the next one.
let rest = new ArrayBuffer(0);
for (let i = 0; i < chunks.length; i++) {
  const bytes = join(rest, chunks[i]);
  let at = 0;
  for (; bytes.byteLength - at >= PIECE; at += PIECE) process.stdout.write(bytes.slice(at, at + PIECE));
  rest = bytes.slice(at);
}
if (rest.byteLength > 0) process.stdout.write(rest);

function join(one: ArrayBuffer, other: ArrayBuffer): ArrayBuffer {
  if (one.byteLength == 0) return other;
  const both = new Uint8Array(one.byteLength + other.byteLength);
  both.set(Uint8Array.wrap(one));
  both.set(Uint8Array.wrap(other), one.byteLength);
  return both.buffer;
}
