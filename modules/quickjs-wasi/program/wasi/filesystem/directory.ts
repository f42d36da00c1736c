import { decode } from "memory";
import { fd_readdir } from "wasi_snapshot_preview1";
import { check } from "../errors.js";
import type { Handle } from "../handle.js";
import { left, place } from "../words.js";
import { typeOf } from "./stat.js";

export interface DirectoryEntry {
  readonly type: string;
  readonly name: string;
}

const headSize = 24;
// The longest name and its head fit several times.
const bufferSize = 4096;

/** The entries of a directory, read as they are asked for. */
export class DirectoryEntryStream {
  readonly #entries: Iterator<DirectoryEntry>;

  constructor(handle: Handle) {
    this.#entries = entriesOf(handle);
  }

  readDirectoryEntry(): DirectoryEntry | undefined {
    return this.#entries.next().value ?? undefined;
  }
}

function* entriesOf(handle: Handle): Generator<DirectoryEntry> {
  const buffer = new Uint8Array(bufferSize);
  for (let [cookie, more] = [0n, true]; more; ) {
    const size = place();
    check(fd_readdir(handle.fd, buffer, buffer.length, cookie, size));
    // What does not fit is cut off: it is read again as the first of the next.
    more = left(size) === buffer.length;
    for (const { entry, next } of wholeOnes(buffer.subarray(0, left(size)))) {
      cookie = next;
      if (entry.name !== "." && entry.name !== "..") yield entry;
    }
  }
}

// All are taken before any is given: what the program does between two may change the buffer.
function wholeOnes(bytes: Uint8Array): { readonly entry: DirectoryEntry; readonly next: bigint }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: { entry: DirectoryEntry; next: bigint }[] = [];
  for (let at = 0; at + headSize <= bytes.length; ) {
    const end = at + headSize + view.getUint32(at + 16, true);
    if (end > bytes.length) break;
    const entry = { type: typeOf(view.getUint8(at + 20)), name: decode(bytes.subarray(at + headSize, end)) };
    found.push({ entry, next: view.getBigUint64(at, true) });
    at = end;
  }
  return found;
}
