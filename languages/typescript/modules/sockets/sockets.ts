// QuickJS in a component has no node:net: sockets over wasi:sockets, at the addresses that the environment names.
// What fails throws an Error whose payload is WASI's error code. A program that uses them needs wit/world.wit with
// `import wasi:sockets/…`; that of workloads/tcp-echo serves.
import { getEnvironment } from "wasi:cli/environment@0.2.12";
import type { InputStream } from "wasi:cli/stdin@0.2.12";
import type { OutputStream } from "wasi:cli/stdout@0.2.12";
import { type Pollable, poll } from "wasi:io/poll@0.2.12";
import { instanceNetwork } from "wasi:sockets/instance-network@0.2.12";
import type { IpSocketAddress, TcpSocket } from "wasi:sockets/tcp@0.2.12";
import { createTcpSocket } from "wasi:sockets/tcp-create-socket@0.2.12";

/** The address that a variable names, e.g. LISTEN_ECHO. */
export function addressOf(variable: string): IpSocketAddress {
  const found = getEnvironment().find(([name]) => name === variable);
  if (found === undefined) throw new Error(`${variable} is not set`);
  const [host = "", port = ""] = found[1].split(":");
  return { tag: "ipv4", val: { port: Number(port), address: host.split(".").map(Number) } };
}

/** A server at an address. */
export class Listener {
  readonly #socket = createTcpSocket("ipv4");
  readonly #ready = this.#socket.subscribe();

  constructor(address: IpSocketAddress) {
    this.#socket.startBind(instanceNetwork(), address);
    finish(this.#ready, () => this.#socket.finishBind());
    this.#socket.startListen();
    finish(this.#ready, () => this.#socket.finishListen());
  }

  /** What `waitForAny` takes: ready when somebody has connected. */
  get pollable(): Pollable {
    return this.#ready;
  }

  /** The next connection; waits for it. */
  accept(): Connection {
    return finish(this.#ready, () => new Connection(...this.#socket.accept()));
  }

  /** A connection that is there already, or undefined. */
  acceptNow(): Connection | undefined {
    try {
      return new Connection(...this.#socket.accept());
    } catch (error) {
      if (codeOf(error) === "would-block") return undefined;
      throw error;
    }
  }
}

/** Connects to an address. */
export function connect(address: IpSocketAddress): Connection {
  const socket = createTcpSocket("ipv4");
  const ready = socket.subscribe();
  socket.startConnect(instanceNetwork(), address);
  const [input, output] = finish(ready, () => socket.finishConnect());
  return new Connection(socket, input, output);
}

/** One connection. */
export class Connection {
  readonly #socket: TcpSocket;
  readonly #input: InputStream;
  readonly #output: OutputStream;
  readonly #readable: Pollable;

  constructor(socket: TcpSocket, input: InputStream, output: OutputStream) {
    this.#socket = socket;
    this.#input = input;
    this.#output = output;
    this.#readable = input.subscribe();
  }

  /** What `waitForAny` takes: ready when bytes came or the other side has ended. */
  get pollable(): Pollable {
    return this.#readable;
  }

  /** The next bytes, at most `most`; undefined at the end. Waits for them. */
  read(most = 65536): Uint8Array | undefined {
    return streamed(() => this.#input.blockingRead(most));
  }

  /** The same without waiting: no bytes where none are there. */
  readNow(most = 65536): Uint8Array | undefined {
    return streamed(() => this.#input.read(most));
  }

  /** Sends all of the bytes; none at all is a send too. */
  write(bytes: Uint8Array): void {
    let at = 0;
    do {
      this.#output.blockingWriteAndFlush(bytes.subarray(at, at + 4096));
      at += 4096;
    } while (at < bytes.length);
  }

  /** Ends this side; the other may go on, but jco breaks off both. */
  endWriting(): void {
    this.#socket.shutdown("send");
  }

  /** Ends both sides. The toolchain drops no resource, so the socket itself goes only with the program. */
  close(): void {
    try {
      this.#socket.shutdown("both");
    } catch {
      // Somebody has broken it off already.
    }
  }
}

/** Waits until at least one is ready; gives their indices. */
export function waitForAny(pollables: Pollable[]): number[] {
  return [...poll(pollables)];
}

/** The error code of wasi:sockets that an error stands for, e.g. `connection-refused`. */
export function codeOf(error: unknown): unknown {
  return (error as { payload?: unknown } | undefined)?.payload ?? error;
}

function streamed(read: () => Uint8Array): Uint8Array | undefined {
  try {
    return read();
  } catch (error) {
    if ((codeOf(error) as { tag?: string } | undefined)?.tag === "closed") return undefined;
    throw error;
  }
}

/** What is started is finished once the socket is ready: until then it would block. */
function finish<Result>(ready: Pollable, act: () => Result): Result {
  for (;;) {
    try {
      return act();
    } catch (error) {
      if (codeOf(error) !== "would-block") throw error;
      ready.block();
    }
  }
}
