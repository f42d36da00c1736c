import { fd_pread, fd_pwrite, fd_read, fd_write } from "wasi_snapshot_preview1";
import { checkStream, Refused, used } from "../errors.js";
import type { Handle } from "../handle.js";
import { left, pieceOf, place } from "../words.js";
import { Pollable } from "./poll.js";

/** One call of preview 1 on bytes: its errno, with the count of them left in `size`. */
export type Transfer = (pieces: Uint32Array, size: Uint32Array) => number;

const mostAtOnce = 1 << 20;
const again = 6;

/** How many bytes a call moved, or its errno. */
function move(transfer: Transfer, bytes: Uint8Array): { readonly count: number; readonly errno: number } {
  const size = place();
  const errno = used(transfer(pieceOf(bytes), size));
  return { count: left(size), errno };
}

/** Bytes from a descriptor. */
export class InputStream {
  readonly #transfer: Transfer;
  readonly #ready: Pollable;

  constructor(transfer: Transfer, ready: Pollable) {
    this.#transfer = transfer;
    this.#ready = ready;
  }

  /** From where the descriptor stands. */
  static of(fd: number): InputStream {
    return new InputStream((pieces, size) => fd_read(fd, pieces, 1, size), new Pollable({ fd, gives: true }));
  }

  /** From a place in a file. */
  static at(handle: Handle, offset: bigint): InputStream {
    let at = offset;
    const transfer: Transfer = (pieces, size) => {
      const errno = fd_pread(handle.fd, pieces, 1, at, size);
      if (errno === 0) at += BigInt(left(size));
      return errno;
    };
    return new InputStream(transfer, new Pollable({ until: 0n }));
  }

  /** Waits for at least one byte; throws `closed` at the end. */
  blockingRead(length: number | bigint): Uint8Array {
    for (;;) {
      const bytes = this.#take(Number(length));
      if (bytes) return bytes;
      this.#ready.block();
    }
  }

  /** The same without waiting: there may be no byte. */
  read(length: number | bigint): Uint8Array {
    return (this.#ready.ready() ? this.#take(Number(length)) : undefined) ?? new Uint8Array();
  }

  subscribe(): Pollable {
    return this.#ready;
  }

  // Undefined where a descriptor that does not wait has no byte.
  #take(length: number): Uint8Array | undefined {
    const bytes = new Uint8Array(Math.min(length, mostAtOnce));
    const { count, errno } = move(this.#transfer, bytes);
    if (errno === again) return undefined;
    checkStream(errno);
    if (count === 0 && length > 0) throw new Refused({ tag: "closed" }, "closed");
    return bytes.subarray(0, count);
  }
}

/** Bytes to a descriptor, which keeps none back. */
export class OutputStream {
  readonly #transfer: Transfer;
  readonly #ready: Pollable;

  constructor(transfer: Transfer, ready: Pollable) {
    this.#transfer = transfer;
    this.#ready = ready;
  }

  /** To where the descriptor stands. */
  static of(fd: number): OutputStream {
    return new OutputStream((pieces, size) => fd_write(fd, pieces, 1, size), new Pollable({ fd, gives: false }));
  }

  /** To a place in a file, which `where` tells before each write. */
  static at(handle: Handle, where: (written: bigint) => bigint): OutputStream {
    let written = 0n;
    const transfer: Transfer = (pieces, size) => {
      const errno = fd_pwrite(handle.fd, pieces, 1, where(written), size);
      if (errno === 0) written += BigInt(left(size));
      return errno;
    };
    return new OutputStream(transfer, new Pollable({ until: 0n }));
  }

  blockingWriteAndFlush(contents: Uint8Array): void {
    let at = 0;
    do {
      const { count, errno } = move(this.#transfer, contents.subarray(at));
      if (errno === again) this.#ready.block();
      else checkStream(errno);
      at += errno === again ? 0 : count;
    } while (at < contents.length);
  }

  blockingFlush(): void {}

  subscribe(): Pollable {
    return this.#ready;
  }
}
