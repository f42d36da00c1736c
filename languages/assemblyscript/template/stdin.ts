/** The whole of standard input, which is UTF-8. */
export function readText(): string {
  const bytes: u8[] = [];
  const chunk = new Uint8Array(4096);
  for (let count = process.stdin.read(chunk.buffer); count > 0; count = process.stdin.read(chunk.buffer)) {
    for (let at = 0; at < count; at++) bytes.push(chunk[at]);
  }
  return String.UTF8.decodeUnsafe(bytes.dataStart, bytes.length);
}
