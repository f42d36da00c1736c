// Preview 1 has neither bind nor connect: listeners are open already, and FD_NAMES names them. Who serves many in one thread takes sockets that do
// not wait; engines differ in what one does that waits.
import { fd_close, fd_fdstat_set_flags, sock_accept, sock_recv, sock_send, sock_shutdown } from "wasi_snapshot_preview1";
import { getEnvironment } from "./wasi/cli/environment.js";
import { monotonic } from "./wasi/clock.js";
import { check, Refused } from "./wasi/errors.js";
import { Pollable, poll } from "./wasi/io/poll.js";
import { left, pieceOf, place } from "./wasi/words.js";

const doesNotWait = 4;
const again = 6;
const [receiving, sending] = [1, 2];
// An engine that cannot tell when a socket is ready says that all are, or waits until the time is over: none waits for a socket alone.
const moment = 5_000_000n;

/** The descriptor whose name in FD_NAMES a variable of WASI 0.2 would tell the address of, e.g. LISTEN_ECHO that of `echo`. */
export function addressOf(variable: string): number {
  const names = new Map(getEnvironment()).get("FD_NAMES")?.split(":") ?? [];
  const fd = names.indexOf(variable.slice(variable.indexOf("_") + 1).toLowerCase());
  if (fd < 0) throw new Error(`FD_NAMES has nothing for ${variable}`);
  return fd;
}

/** A server at a descriptor. */
export class Listener {
  readonly #fd: number;
  readonly pollable: Pollable;

  constructor(fd: number) {
    this.#fd = fd;
    this.pollable = new Pollable({ fd, gives: true });
    check(fd_fdstat_set_flags(fd, doesNotWait));
  }

  /** The next connection, one that waits; waits for it. */
  accept(): Connection {
    for (;;) {
      waitForAny([this.pollable]);
      const connection = this.#accept(0);
      if (connection) return connection;
    }
  }

  /** A connection that is there already, or undefined; it does not wait. */
  acceptNow(): Connection | undefined {
    return this.#accept(doesNotWait);
  }

  #accept(flags: number): Connection | undefined {
    const fd = place();
    const errno = sock_accept(this.#fd, flags, fd);
    if (errno === again) return undefined;
    check(errno);
    return new Connection(left(fd));
  }
}

/** Preview 1 has none. */
export function connect(_address: number): Connection {
  throw new Refused("unsupported");
}

/** One connection. */
export class Connection {
  readonly #fd: number;
  readonly pollable: Pollable;

  constructor(fd: number) {
    this.#fd = fd;
    this.pollable = new Pollable({ fd, gives: true });
  }

  /** The next bytes, at most `most`; undefined at the end. Waits for them. */
  read(most = 65536): Uint8Array | undefined {
    for (;;) {
      const bytes = this.#receive(most);
      if (bytes !== again) return bytes;
      waitForAny([this.pollable]);
    }
  }

  /** The same without waiting: no bytes where none are there. */
  readNow(most = 65536): Uint8Array | undefined {
    const bytes = this.#receive(most);
    return bytes === again ? new Uint8Array() : bytes;
  }

  #receive(most: number): Uint8Array | typeof again | undefined {
    const [bytes, size, flags] = [new Uint8Array(most), place(), place()];
    const errno = sock_recv(this.#fd, pieceOf(bytes), 1, 0, size, flags);
    if (errno === again) return again;
    check(errno);
    return left(size) === 0 ? undefined : bytes.subarray(0, left(size));
  }

  /** Sends all of the bytes; none at all is a send too. */
  write(bytes: Uint8Array): void {
    let at = 0;
    do {
      const size = place();
      const errno = sock_send(this.#fd, pieceOf(bytes.subarray(at)), 1, 0, size);
      if (errno === again) new Pollable({ until: monotonic() + moment }).block();
      else check(errno);
      at += errno === again ? 0 : left(size);
    } while (at < bytes.length);
  }

  /** Ends this side; the other may go on. */
  endWriting(): void {
    check(sock_shutdown(this.#fd, sending));
  }

  /** Ends both sides. With some engines closing alone does not tell the other one. */
  close(): void {
    sock_shutdown(this.#fd, receiving | sending);
    fd_close(this.#fd);
  }
}

/** Waits a moment, or until at least one is ready; gives the indices of those that are. */
export function waitForAny(pollables: Pollable[]): number[] {
  const ready = poll([...pollables, new Pollable({ until: monotonic() + moment })]);
  return ready.filter((index) => index < pollables.length);
}

/** The error code that an error stands for, e.g. `connection-refused`. */
export const codeOf = (error: unknown): unknown => (error as { payload?: unknown } | undefined)?.payload ?? error;
