// QuickJS in a component has neither console nor TextEncoder: bytes and text over the streams of wasi:cli.
import { getStderr } from "wasi:cli/stderr@0.2.12";
import { getStdin, type InputStream } from "wasi:cli/stdin@0.2.12";
import { getStdout, type OutputStream } from "wasi:cli/stdout@0.2.12";

/** A stream, standard input unless told, piece by piece until it ends. */
export function* chunks(size = 65536, input: InputStream = getStdin()): Generator<Uint8Array> {
  for (;;) {
    let chunk: Uint8Array;
    try {
      chunk = input.blockingRead(size);
    } catch (error) {
      if ((error as { payload?: { tag: string } }).payload?.tag === "closed") return;
      throw error;
    }
    yield chunk;
  }
}

/** The whole of standard input as text; bytes that are not UTF-8 are taken for Latin-1. */
export function readText(): string {
  let bytes = "";
  for (const chunk of chunks(4096)) bytes += String.fromCharCode(...chunk);
  try {
    return decodeURIComponent(escape(bytes));
  } catch {
    return bytes;
  }
}

/** Writes bytes to a stream, standard output unless told. */
export function write(bytes: Uint8Array, output: OutputStream = getStdout()): void {
  // WASI takes at most 4096 bytes in one such call.
  for (let at = 0; at < bytes.length; at += 4096) output.blockingWriteAndFlush(bytes.subarray(at, at + 4096));
}

/** Writes a line to standard output. */
export function print(line: unknown): void {
  write(encode(`${line}\n`));
}

/** Writes a line to standard error. */
export function warn(line: unknown): void {
  write(encode(`${line}\n`), getStderr());
}

/** A text's UTF-8 bytes. */
export function encode(text: string): Uint8Array {
  return Uint8Array.from(unescape(encodeURIComponent(text)), (char) => char.charCodeAt(0));
}
